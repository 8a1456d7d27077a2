public import AuralMind
import Foundation

/// Reads a profile, or a curve, from a regular file.
public func readProfile(path: String) throws(ProfileFileError) -> Profile {
  try readWrittenProfile(path: path).profile
}

/// Reads a profile, or a curve, and keeps its bytes.
func readWrittenProfile(path: String) throws(ProfileFileError) -> WrittenProfile {
  let text = try profileBytes(path: path)
  do throws(ProfileFault) {
    return try WrittenProfile(text: text)
  } catch {
    throw .faulty(path: path, fault: error)
  }
}

/// The bytes of a regular file, one more than a profile may have where it is longer.
private func profileBytes(path: String) throws(ProfileFileError) -> [UInt8] {
  guard let status = FileStatus(path: path) else {
    let code = errno
    throw code == ENOENT
      ? .missing(path: path) : .unreadable(path: path, reason: systemError(code))
  }
  if status.isFolder { throw .isFolder(path: path) }
  guard status.isRegular else { throw .notRegular(path: path) }
  guard let file = FileHandle(forReadingAtPath: path) else {
    throw .unreadable(path: path, reason: systemError(errno))
  }
  defer { try? file.close() }
  do {
    // One byte more than is read tells a file that is too long.
    return Array(try file.read(upToCount: Profile.maximumTextBytes + 1) ?? Data())
  } catch {
    throw .unreadable(path: path, reason: "the system refuses")
  }
}

/// Writes a profile in place of any file of that name, whole or not at all.
public func writeProfile(_ profile: Profile, to destination: Destination) throws(AudioFileError) {
  try destination.write(profile.text)
}

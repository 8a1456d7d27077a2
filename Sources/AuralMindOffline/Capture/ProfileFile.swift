public import AuralMind
import Foundation

/// Reads a profile, or a curve, from a regular file.
public func readProfile(path: String) throws(ProfileFileError) -> Profile {
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
  let text: [UInt8]
  do {
    // One byte more than is read tells a file that is too long.
    text = Array(try file.read(upToCount: Profile.maximumTextBytes + 1) ?? Data())
  } catch {
    throw .unreadable(path: path, reason: "the system refuses")
  }
  do throws(ProfileFault) {
    return try Profile(text: text.span)
  } catch {
    throw .faulty(path: path, fault: error)
  }
}

/// Writes a profile in place of any file of that name, whole or not at all.
public func writeProfile(_ profile: Profile, to destination: Destination) throws(AudioFileError) {
  try destination.write(profile.text)
}

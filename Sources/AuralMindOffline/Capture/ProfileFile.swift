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
public func writeProfile(_ profile: Profile, to destination: Destination) throws(ProfileFileError) {
  let existing = FileStatus(path: destination.resolvedPath)
  let file: (descriptor: Int32, path: String)
  do {
    file = try TemporaryFiles.create(
      beside: destination.resolvedPath, permissions: existing?.permissions ?? 0o666)
  } catch {
    throw .unwritable(path: destination.path, reason: error.reason)
  }
  // Of a file that has its name by then there is nothing left to discard.
  defer {
    close(file.descriptor)
    TemporaryFiles.discard(file.path)
  }
  if let existing { fchmod(file.descriptor, existing.permissions) }
  do {
    try write(profile.text, to: file.descriptor)
    try TemporaryFiles.commit(file.path, to: destination.resolvedPath)
  } catch {
    throw .writeFailed(path: destination.path, reason: error.reason)
  }
}

/// Writes all bytes through to the disk, which may say only then that it is full.
private func write(_ bytes: [UInt8], to descriptor: Int32) throws(POSIXFailure) {
  var position = 0
  while position < bytes.count {
    let count = bytes.withUnsafeBytes {
      Foundation.write(descriptor, $0.baseAddress.map { $0 + position }, bytes.count - position)
    }
    guard count > 0 else { throw POSIXFailure(code: errno) }
    position += count
  }
  guard fsync(descriptor) == 0 else { throw POSIXFailure(code: errno) }
}

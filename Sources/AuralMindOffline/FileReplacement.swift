import Foundation

/// Why a file was not replaced, and nothing was changed.
enum FileReplacementError: Error {
  /// Its folder takes no new file.
  case notBegun(POSIXFailure)
  /// The bytes did not all go to the disk, or the file does not give up its name.
  case failed(POSIXFailure)
}

/// Puts bytes in place of any file at `path`, whole or not at all, with the permissions it had.
func replaceFile(_ path: String, with bytes: [UInt8]) throws(FileReplacementError) {
  let existing = FileStatus(path: path)
  let file: (descriptor: Int32, path: String)
  do {
    file = try TemporaryFiles.create(beside: path, permissions: existing?.permissions ?? 0o666)
  } catch {
    throw .notBegun(error)
  }
  // Of a file that has its name by then there is nothing left to discard.
  defer {
    close(file.descriptor)
    TemporaryFiles.discard(file.path)
  }
  if let existing { fchmod(file.descriptor, existing.permissions) }
  do {
    try write(bytes, to: file.descriptor)
    try TemporaryFiles.commit(file.path, to: path)
  } catch {
    throw .failed(error)
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

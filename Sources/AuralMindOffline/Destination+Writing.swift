import Foundation

extension Destination {
  /// Puts a file of `bytes` in place of any of that name, whole or not at all.
  func write(_ bytes: [UInt8]) throws(AudioFileError) {
    let existing = FileStatus(path: resolvedPath)
    let file: (descriptor: Int32, path: String)
    do {
      file = try TemporaryFiles.create(
        beside: resolvedPath, permissions: existing?.permissions ?? 0o666)
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
    // Of a file that has its name by then there is nothing left to discard.
    defer {
      close(file.descriptor)
      TemporaryFiles.discard(file.path)
    }
    if let existing { fchmod(file.descriptor, existing.permissions) }
    do {
      try write(bytes, to: file.descriptor)
      try TemporaryFiles.commit(file.path, to: resolvedPath)
    } catch {
      throw .writeFailed(path: path, reason: error.reason)
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
}

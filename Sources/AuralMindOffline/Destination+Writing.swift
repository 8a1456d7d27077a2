extension Destination {
  /// Puts a file of `bytes` in place of any of that name, whole or not at all.
  func write(_ bytes: [UInt8]) throws(AudioFileError) {
    do {
      try replaceFile(resolvedPath, with: bytes)
    } catch {
      switch error {
      case .notBegun(let failure): throw .unwritable(path: path, reason: failure.reason)
      case .failed(let failure): throw .writeFailed(path: path, reason: failure.reason)
      }
    }
  }
}

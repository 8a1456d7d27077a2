import AuralDSP
import Foundation

/// A mix as it is before the governor, kept on disk for the passes that begin there.
///
/// The file has no name, so that nothing is left behind however the process ends. Once it is whole any number
/// of threads may read it.
final class ToneRecording: @unchecked Sendable {
  /// Why there is no recording, or no whole one.
  struct Unavailable: Error, CustomStringConvertible {
    var description: String { "What was recorded of the mix on the way cannot be read back." }
  }

  private let descriptor: Int32
  private var frameCount = 0

  /// Begins an empty recording in the folder for large temporary files: `TMPDIR`, else /var/tmp, which
  /// is on disk where /tmp is memory.
  init() throws(Unavailable) {
    let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
    var path = Array("\(folder)/auralmind-XXXXXX".utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw Unavailable() }
    unlink(path)
    // Programs that are run meanwhile have no use for it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit {
    close(descriptor)
  }

  /// Appends a block; before any other thread has the recording.
  func append(_ block: [Frame]) throws(Unavailable) {
    var offset = frameCount * MemoryLayout<Frame>.stride
    let isWritten = block.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = pwrite(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count,
          off_t(offset))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        offset += count
        rest = rest.dropFirst(count)
      }
      return true
    }
    guard isWritten else { throw Unavailable() }
    frameCount += block.count
  }

  /// Fills `block` with what follows `position`, at most `blockFrames`; false, and none, at the end.
  func read(_ block: inout [Frame], at position: Int) throws(Unavailable) -> Bool {
    let count = max(0, min(frameCount - position, blockFrames))
    if block.count != count { block = [Frame](repeating: .zero, count: count) }
    guard count > 0 else { return false }
    let isRead = block.withUnsafeMutableBytes { bytes in
      var done = 0
      while done < bytes.count {
        let offset = off_t(position * MemoryLayout<Frame>.stride + done)
        let got = pread(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, offset)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return false }
        done += got
      }
      return true
    }
    guard isRead else { throw Unavailable() }
    return true
  }
}

import AuralDSP
import Foundation

/// A mix as it is before the governor, kept on disk for the passes that begin there.
///
/// The file has no name, so that nothing is left behind however the process ends. One thread appends
/// to it; any number read, and wait for what is not there yet.
final class ToneRecording: @unchecked Sendable {
  /// Why there is no recording, or no whole one.
  struct Unavailable: Error {}

  private let descriptor: Int32
  /// Guards what follows, and wakes those who wait for more of it.
  private let condition = NSCondition()
  private var writtenFrames = 0
  private var isEnded = false
  private var isWhole = false
  private var soundFrame: Int?

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

  /// Appends a block; `soundFrame` is the place of the mix's first sound once that is known.
  func append(_ block: [Frame], soundFrame: Int?) throws(Unavailable) {
    let size = MemoryLayout<Frame>.stride
    // Only this thread writes, so the place needs no guard.
    var offset = writtenFrames * size
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
    condition.lock()
    writtenFrames += block.count
    self.soundFrame = self.soundFrame ?? soundFrame
    condition.broadcast()
    condition.unlock()
  }

  /// Ends the recording; those who wait for more of it wait no longer.
  func end(isWhole: Bool) {
    condition.lock()
    isEnded = true
    self.isWhole = isWhole
    condition.broadcast()
    condition.unlock()
  }

  /// Fills `block` with what follows `position`, at most `blockFrames`; false, and none, at the end.
  ///
  /// Gives the place of the mix's first sound, where it lies before the end of the block.
  func read(_ block: inout [Frame], at position: Int) throws(Unavailable) -> (
    Bool, soundFrame: Int?
  ) {
    condition.lock()
    while !isEnded, writtenFrames < position + blockFrames { condition.wait() }
    let count = min(writtenFrames - position, blockFrames)
    let isBroken = isEnded && !isWhole
    let soundFrame = soundFrame
    condition.unlock()
    if isBroken { throw Unavailable() }
    block.removeAll(keepingCapacity: true)
    guard count > 0 else { return (false, soundFrame) }
    block.append(contentsOf: repeatElement(.zero, count: count))
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
    return (true, soundFrame)
  }
}

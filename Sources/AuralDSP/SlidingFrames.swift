/// The most recent frames of a stream, side by side in memory, so that a filter reads them without
/// wrapping round.
///
/// Frames are appended at `end`; those from `end - history` on stay readable. The store is moved
/// back to its start once it is full, which costs little because that is rare.
public struct SlidingFrames: ~Copyable {
  /// The frames themselves; only indices from `end - history` to `end` - 1 mean anything.
  public let frames: FrameBuffer

  /// One past the index of the newest frame.
  public private(set) var end: Int

  /// The number of past frames that stay readable: whole lines of the cache, so that pieces begin with one.
  public let history: Int

  private static let lineFrames = 8

  /// Frames behind the end that a vector loop may read or overwrite.
  private static let spareFrames = 16

  /// Makes room for at least `history` past frames, all silent, and pieces of up to `pieceFrames`.
  ///
  /// A few spare frames behind the end let a vector loop run beyond the newest frame.
  public init(history: Int, pieceFrames: Int) {
    self.history = (history + Self.lineFrames - 1) / Self.lineFrames * Self.lineFrames
    frames = FrameBuffer(count: 2 * self.history + 4 * pieceFrames + 1_024)
    end = self.history
  }

  /// Silences the past.
  @_noLocks
  public mutating func reset() {
    frames.clear()
    end = history
  }

  /// Makes room for `length` more frames; returns the index of the first.
  @_noLocks @inline(__always)
  public mutating func extend(by length: Int) -> Int {
    if end + length + Self.spareFrames > frames.count {
      frames.move(from: end - history, to: 0, length: history)
      end = history
    }
    let start = end
    end += length
    return start
  }

  /// Appends `range` of a block; returns the index of its first frame.
  @_noLocks
  public mutating func append(_ block: inout MutableSpan<Frame>, _ range: Range<Int>) -> Int {
    let start = extend(by: range.count)
    frames.copy(&block, range, to: start)
    return start
  }
}

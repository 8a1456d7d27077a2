/// The least value of each channel over a window of past frames, the newest included.
///
/// Minima over 2, 4, 8 … frames are built on one another, each from two of the level below; two
/// overlapping ones then make up any window. Every step is a plain pass over the piece, so the cost
/// is the same for every signal (the idempotent-semigroup form of van Herk, "A fast algorithm for
/// local minimum and maximum filters", 1992).
public struct SlidingMinimum: ~Copyable {
  /// The number of frames in the window.
  public let windowFrames: Int

  private let value: Float
  private var levels: FrameBuffer
  private let levelCount: Int
  private let levelStride: Int
  private var end: Int

  /// Frames since the last one that was not `value`; from `historyFrames` on every level holds `value`
  /// alone.
  private var idleFrames = 0
  private let historyFrames: Int

  /// Makes a window of `windowFrames` (at least 2), filled with `value`.
  public init(windowFrames: Int, filledWith value: Float) {
    precondition(windowFrames >= 2)
    self.windowFrames = windowFrames
    self.value = value
    var count = 1
    while 1 << count < windowFrames { count += 1 }
    levelCount = count
    levelStride = 2 * windowFrames + 1_024
    levels = FrameBuffer(count: count * levelStride + 8)
    end = windowFrames
    historyFrames = 2 * windowFrames
    reset()
  }

  /// Fills the window with the value it began with.
  @_noLocks
  public mutating func reset() {
    for i in 0..<levels.count { levels[i] = Frame(repeating: value) }
    end = windowFrames
    idleFrames = historyFrames
  }

  /// Replaces each of the first `length` (at most 64) frames by the minimum of the window that ends there.
  ///
  /// Costs next to nothing once all there is to remember is the value the window began with.
  ///
  /// - Parameters:
  ///   - values: The frames, replaced in place; up to three more behind them are overwritten.
  ///   - length: How many of them.
  /// - Returns: Whether all of them came out as that value.
  @_noLocks @discardableResult
  public mutating func process(_ values: borrowing FrameBuffer, length: Int) -> Bool {
    var lastBusy = -1
    for i in 0..<length where values[i] != Frame(repeating: value) { lastBusy = i }
    if lastBusy < 0 {
      idleFrames = min(idleFrames + length, historyFrames + Oversampler.pieceFrames)
      // The frames of this piece are left out of the levels, where nothing else is stored.
      if idleFrames - length >= historyFrames { return true }
    } else {
      idleFrames = length - 1 - lastBusy
    }
    findMinima(values, length: length)
    return false
  }

  @_noLocks
  private mutating func findMinima(_ values: borrowing FrameBuffer, length: Int) {
    if end + length + 4 > levelStride {
      for level in 0..<levelCount {
        levels.move(
          from: level * levelStride + end - windowFrames, to: level * levelStride,
          length: windowFrames)
      }
      end = windowFrames
    }
    var shift = 1
    for level in 0..<levelCount {
      let row = level * levelStride + end
      // The last step laps the two windows over each other so that together they have the length.
      let reach = level == levelCount - 1 ? windowFrames - shift : shift
      for i in stride(from: 0, to: length, by: 4) {
        levels.setQuad(values.quad(at: i), at: row + i)
      }
      for i in stride(from: 0, to: length, by: 4) {
        let least = lesser(levels.quad(at: row + i), levels.quad(at: row + i - reach))
        values.setQuad(least, at: i)
      }
      shift *= 2
    }
    end += length
  }
}

import CRealtime

/// The least value of each channel over a window of past frames, the newest included.
///
/// The past is cut into runs as long as the window, which then begins in one run and ends in the
/// next: its minimum is the lesser of one over the end of the former and one over the beginning of
/// the latter. Three comparisons a frame, however long the window (van Herk, "A fast algorithm for
/// local minimum and maximum filters on rectangular and octagonal kernels", 1992).
public struct SlidingMinimum: ~Copyable {
  /// The number of frames in the window.
  public let windowFrames: Int

  private let value: Float
  /// Up to `position` the frames of the run under way; from there on the minima over the end of the
  /// run before, from each frame to its last; then what is not less than any frame.
  private let run: FrameBuffer
  private var position = 0
  /// The minimum of the run under way.
  private var least: Frame

  /// The minimum of nothing.
  private static var none: Frame {
    @_noLocks @inline(__always) get { Frame(repeating: .greatestFiniteMagnitude) }
  }

  /// Frames since the last one that was not `value`; from two windows on nothing else is remembered.
  private var idleFrames = 0

  /// Makes a window of `windowFrames` (at least 2), filled with `value`.
  public init(windowFrames: Int, filledWith value: Float) {
    precondition(windowFrames >= 2)
    self.windowFrames = windowFrames
    self.value = value
    run = FrameBuffer(count: windowFrames + 1)
    least = Self.none
    reset()
  }

  /// Fills the window with the value it began with.
  @_noLocks
  public mutating func reset() {
    for i in 0..<windowFrames { run[i] = Frame(repeating: value) }
    run[windowFrames] = Self.none
    least = Self.none
    position = 0
    idleFrames = 2 * windowFrames
  }

  /// Replaces each of the first `length` frames by the minimum of the window that ends there.
  ///
  /// Costs next to nothing once all there is to remember is the value the window began with.
  ///
  /// - Parameters:
  ///   - values: The frames, replaced in place.
  ///   - length: How many of them.
  /// - Returns: Whether all of them came out as that value.
  @_noLocks @discardableResult
  public mutating func process(_ values: borrowing FrameBuffer, length: Int) -> Bool {
    let idle = unsafe frames_at_rest(values.base, value, length)
    if idle == length {
      // The frames of this piece are left out of the run, where nothing else is stored.
      if idleFrames >= 2 * windowFrames { return true }
      idleFrames += length
    } else {
      idleFrames = idle
    }
    var start = 0
    while start < length {
      let end = min(length, start + windowFrames - position)
      findMinima(values, start..<end)
      start = end
      if position == windowFrames { completeRun() }
    }
    return false
  }

  @_noLocks @inline(__always)
  private mutating func findMinima(_ values: borrowing FrameBuffer, _ range: Range<Int>) {
    unsafe slide_minimum(
      values.base + range.lowerBound, run.base + position, &least, range.count)
    position += range.count
  }

  /// Turns the frames of a whole run into the minima from each to the last.
  @_noLocks
  private mutating func completeRun() {
    unsafe find_least_behind(run.base, windowFrames)
    least = Self.none
    position = 0
  }
}

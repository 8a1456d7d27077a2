import CRealtime

/// How loud a signal has been lately, and how sharply it has bent: the greatest samples and second
/// differences of samples, kept for stretches of a few frames.
///
/// A second difference is known a frame late, and kept where it is known.
struct BendMeter: ~Copyable {
  private static var stretchFrames: Int {
    @_noLocks @inline(__always) get { Int(stretch_frames) }
  }

  private static var count: Int { @_noLocks @inline(__always) get { Int(stretch_count) } }

  /// What was greatest in each stretch: the sample, and the second difference.
  private let stretches = FrameBuffer(count: count)

  /// The frames heard.
  private(set) var frameCount = 0

  /// Forgets the past.
  @_noLocks
  mutating func reset() {
    stretches.clear()
    frameCount = 0
  }

  /// Hears `length` frames from `start` on, of which the ones before are still there.
  ///
  /// Up to three frames behind the last may count as if they had been heard.
  @_noLocks
  mutating func process(_ frames: borrowing FrameBuffer, from start: Int, length: Int) {
    unsafe note_extremes(stretches.base, frameCount, frames.base + start, length)
    frameCount += length
  }

  /// What was greatest in either channel between two frames, counted from the first that was heard: the
  /// sample, and the second difference.
  @_noLocks
  func extremes(from first: Int, through last: Int) -> Frame {
    let begin = max(first, 0) / Self.stretchFrames
    // The second difference in the middle of the last frame is known with the next.
    let end = min(max(last + 1, 0), max(frameCount - 1, 0)) / Self.stretchFrames
    var greatest = Frame.zero
    for stretch in begin...max(begin, end) {
      greatest = greater(stretches[stretch % Self.count], greatest)
    }
    return greatest
  }

  /// Groups of eight frames that samples do not prove to stay below a level: a bit a group.
  ///
  /// They do where the greatest of them and a share of the sharpest second difference within `reach` frames do.
  /// `first` counts as above, and `frames` lie there.
  @_noLocks
  func loudGroups(
    _ frames: UnsafePointer<Frame>, count: Int, from first: Int, reach: Int, bendShare: Float,
    level: Float
  ) -> UInt32 {
    unsafe loud_groups_by_samples(
      frames, count, stretches.base, first, reach, bendShare, level)
  }
}

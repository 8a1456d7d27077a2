import CRealtime

/// How loud a signal has been lately, and how sharply it has bent: the greatest samples and second
/// differences of samples, kept for stretches of 16 frames.
///
/// A second difference is known a frame late, and kept where it is known.
struct BendMeter: ~Copyable {
  /// What was greatest in either channel, as amplitudes.
  struct Extremes {
    /// The greatest magnitude of a sample.
    var level: Float = 0
    /// The greatest magnitude of a second difference.
    var bend: Float = 0

    /// The greater of each.
    @_noLocks @inline(__always)
    mutating func take(_ other: Extremes) {
      level = max(level, other.level)
      bend = max(bend, other.bend)
    }
  }

  private static var stretchFrames: Int { @_noLocks @inline(__always) get { 16 } }

  /// Stretches that are kept: 512 frames, more than an interpolator sees of a piece and its past.
  private static var count: Int { @_noLocks @inline(__always) get { 32 } }

  /// What was greatest in each stretch: the sample, and the second difference.
  private let stretches = FrameBuffer(count: count)
  private var newest = 0

  /// The frames heard.
  private(set) var frameCount = 0

  /// Forgets the past.
  @_noLocks
  mutating func reset() {
    stretches.clear()
    newest = 0
    frameCount = 0
  }

  /// Hears `length` frames from `start` on, of which the ones before are still there.
  ///
  /// Up to three frames behind the last may count as if they had been heard.
  @_noLocks
  mutating func process(_ frames: borrowing FrameBuffer, from start: Int, length: Int) {
    var done = 0
    while done < length {
      let frame = frameCount + done
      let count = min(Self.stretchFrames - frame % Self.stretchFrames, length - done)
      take(unsafe Self.found(frames.base + (start + done), count: count), at: frame)
      done += count
    }
    frameCount += length
  }

  @_noLocks @inline(__always)
  private static func found(_ frames: UnsafePointer<Frame>, count: Int) -> Extremes {
    var extremes = sample_extremes()
    unsafe find_extremes(&extremes, frames, count)
    return Extremes(level: extremes.level, bend: extremes.bend)
  }

  @_noLocks @inline(__always)
  private mutating func take(_ extremes: Extremes, at frame: Int) {
    let stretch = frame / Self.stretchFrames
    while newest < stretch {
      newest += 1
      stretches[newest % Self.count] = .zero
    }
    let before = stretches[stretch % Self.count]
    stretches[stretch % Self.count] = Frame(
      max(before.x, extremes.level), max(before.y, extremes.bend))
  }

  /// What was greatest between two frames, counted from the first that was heard.
  @_noLocks
  func extremes(from first: Int, through last: Int) -> Extremes {
    var extremes = Extremes()
    let begin = max(first, 0) / Self.stretchFrames
    // The second difference in the middle of the last frame is known with the next.
    for stretch in begin...max(begin, min(max(last + 1, 0) / Self.stretchFrames, newest)) {
      let greatest = stretches[stretch % Self.count]
      extremes.take(Extremes(level: greatest.x, bend: greatest.y))
    }
    return extremes
  }
}

/// How loud a signal has been lately, and how sharply it has bent: the greatest samples and second
/// differences of samples, kept for stretches of 16 frames.
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

  /// Frames of a stretch, as a power of two.
  private static var shift: Int { @_noLocks @inline(__always) get { 4 } }

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
    for i in stride(from: 0, to: length, by: 4) {
      // A second difference belongs to the frame in its middle.
      let middle = frames.quad(at: start + i - 1)
      let newest = frames.quad(at: start + i)
      let bends = magnitude((frames.quad(at: start + i - 2) - middle) + (newest - middle))
      let extremes = Extremes(
        level: greatestLane(magnitude(newest)), bend: greatestLane(bends))
      take(extremes, from: max(frameCount + i - 1, 0), through: frameCount + i + 3)
    }
    frameCount += length
  }

  @_noLocks @inline(__always)
  private mutating func take(_ extremes: Extremes, from first: Int, through last: Int) {
    while newest < last >> Self.shift {
      newest += 1
      stretches[newest % Self.count] = .zero
    }
    for stretch in (first >> Self.shift)...(last >> Self.shift) {
      let place = stretch % Self.count
      let before = stretches[place]
      stretches[place] = Frame(max(before.x, extremes.level), max(before.y, extremes.bend))
    }
  }

  /// What was greatest between two frames, counted from the first that was heard.
  @_noLocks
  func extremes(from first: Int, through last: Int) -> Extremes {
    var extremes = Extremes()
    let begin = max(first, 0) >> Self.shift
    for stretch in begin...max(begin, min(last >> Self.shift, newest)) {
      let greatest = stretches[stretch % Self.count]
      extremes.take(Extremes(level: greatest.x, bend: greatest.y))
    }
    return extremes
  }
}

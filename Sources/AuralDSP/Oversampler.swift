import CRealtime

/// Reads a signal at eight evenly spaced moments of every frame, the frame itself among them.
///
/// A long half-sample interpolator doubles the rate; it carries the burden near Nyquist. Short
/// least-squares delays then fill in the six moments between, where the doubled signal leaves
/// half the band empty: a tenth of the work of one long filter for each moment (Crochiere &
/// Rabiner, "Multirate Digital Signal Processing", 1983, ch. 5). Either is done only where the
/// samples do not prove that nothing between them can reach a threshold.
///
/// The moments of frame `t` lie at `t + phase / 8`, for phase 0 to 7.
public struct Oversampler: ~Copyable {
  /// Moments a frame.
  public static var factor: Int { @_noLocks @inline(__always) get { 8 } }

  /// The longest piece, in frames.
  public static var pieceFrames: Int { @_noLocks @inline(__always) get { 64 } }

  /// How far the moments lag the newest frame, in frames.
  public let latencyFrames: Int

  private let halfReach: Int
  private let phaseReach: Int
  private let halfTaps: FrameBuffer
  private let phaseTaps: FrameBuffer
  /// The frames, and in step with them the values half a frame after each.
  private var whole: SlidingFrames
  private var half: SlidingFrames
  /// How many of the last halves are not known.
  private var unknownHalves: Int
  private let moments: FrameBuffer
  private var loudGroups: UInt32 = 0
  private var bends = BendMeter()
  /// What proves that moments need not be read.
  let bound: MomentBound
  private var lastLength = 0

  /// How far apart the moments of a frame lie in memory, in frames.
  public static var rowFrames: Int { @_noLocks @inline(__always) get { pieceFrames + 16 } }

  /// Frames that are quiet or not together, from the first of a piece on.
  public static var groupFrames: Int { @_noLocks @inline(__always) get { 8 } }

  /// The doubled signal is empty above half its band; a little above that is left to chance.
  private static let phaseBandEdge = 0.55

  /// Creates an oversampler.
  ///
  /// - Parameters:
  ///   - halfReach: Frames to each side that the half-sample interpolator sees.
  ///   - halfBandEdge: Up to where it is true, as a share of Nyquist: the nearer to 1, the less
  ///     exact it is below.
  ///   - phaseReach: Half-frames to each side that the moments between see; even, at most 6.
  public init(halfReach: Int, halfBandEdge: Double, phaseReach: Int) {
    precondition(phaseReach % 2 == 0 && (2...6).contains(phaseReach))
    precondition(halfReach > phaseReach && halfReach <= 128)
    self.halfReach = halfReach
    self.phaseReach = phaseReach
    latencyFrames = halfReach + phaseReach / 2
    halfTaps = FrameBuffer(count: halfReach)
    let taps = leastSquaresHalfDelay(reach: halfReach, bandEdge: halfBandEdge)
    for k in 0..<halfReach { halfTaps[k] = Frame(repeating: Float(taps[k])) }
    // Taps of the first moment, as half sums and half differences with their mirror images, and
    // those of the middle one, outwards from the centre.
    phaseTaps = FrameBuffer(count: 3 * phaseReach)
    let first = leastSquaresDelay(0.25, reach: phaseReach, bandEdge: Self.phaseBandEdge)
    let middle = leastSquaresDelay(0.5, reach: phaseReach, bandEdge: Self.phaseBandEdge)
    for k in 0..<phaseReach {
      let left = first[phaseReach - 1 - k]
      let right = first[phaseReach + k]
      phaseTaps[3 * k] = Frame(repeating: Float((left + right) / 2))
      phaseTaps[3 * k + 1] = Frame(repeating: Float((left - right) / 2))
      phaseTaps[3 * k + 2] = Frame(repeating: Float(middle[phaseReach - 1 - k]))
    }
    bound = MomentBound(half: taps, quarter: first, middle: middle)
    let history = 2 * halfReach + 2 * phaseReach + 4 * Self.groupFrames
    whole = SlidingFrames(history: history, pieceFrames: Self.pieceFrames)
    half = SlidingFrames(history: history, pieceFrames: Self.pieceFrames)
    unknownHalves = halfReach
    moments = FrameBuffer(count: (Self.factor + 1) * Self.rowFrames)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    whole.reset()
    half.reset()
    unknownHalves = halfReach
    moments.clear()
    bends.reset()
  }

  /// The value at `phase` (-1 to 8) of frame `index` of the last piece.
  ///
  /// Phase -1 is phase 7 of the frame before, phase 8 is phase 0 of the frame after.
  @_noLocks @inline(__always)
  public func moment(_ phase: Int, at index: Int) -> Frame {
    moments[momentIndex(phase) + index]
  }

  /// Where phase 0 of frame `index` of the last piece lies in memory; phases 1 to 8 follow, `rowFrames`
  /// apart.
  @_noLocks @inline(__always)
  public func momentPointer(at index: Int) -> UnsafePointer<Frame> {
    unsafe UnsafePointer(moments.base + (momentIndex(0) + index))
  }

  /// Phase 7 keeps one frame of the past before its first; phase 8 has a row of its own.
  @_noLocks @inline(__always)
  private func momentIndex(_ phase: Int) -> Int {
    phase < 0 ? 7 * Self.rowFrames + 7 : phase * Self.rowFrames + 8
  }

  /// The true peaks of the frames of the last piece that are not quiet, and elsewhere their magnitudes.
  @_noLocks
  func findPeaks(into peaks: borrowing FrameBuffer, length: Int) {
    for i in stride(from: 0, to: length, by: Self.groupFrames) {
      if isQuiet(at: i) {
        peaks.setQuad(magnitude(whole.frames.quad(at: pieceStart + i)), at: i)
        peaks.setQuad(magnitude(whole.frames.quad(at: pieceStart + i + 4)), at: i + 4)
      } else {
        unsafe find_peaks(
          peaks.base + i, moments.base + momentIndex(0) + i, Self.rowFrames, Self.groupFrames)
      }
    }
  }

  /// Where `whole` and `half` hold the first frame of the last piece.
  private var pieceStart: Int {
    @_noLocks @inline(__always) get { whole.end - latencyFrames - lastLength }
  }

  /// Whether the moments of the frame `index` were left out.
  @_noLocks @inline(__always)
  public func isQuiet(at index: Int) -> Bool {
    loudGroups & (1 << UInt32(index / Self.groupFrames)) == 0
  }

  /// Whether all moments of the last piece were left out.
  public var isQuiet: Bool { @_noLocks @inline(__always) get { loudGroups == 0 } }

  /// Appends `range` (at most 64 frames) of a block and computes the moments of as many older ones.
  ///
  /// Where no moment can reach `threshold` (an amplitude), they are left out: `isQuiet` tells so.
  @_noLocks
  public mutating func process(
    _ block: inout MutableSpan<Frame>, _ range: Range<Int>, threshold: Float
  ) {
    let length = range.count
    assert(length <= Self.pieceFrames)
    loudGroups = 0
    lastLength = length
    guard length > 0 else { return }
    let newest = whole.append(&block, range)
    _ = half.extend(by: length)
    unknownHalves = min(unknownHalves + length, half.history)
    bends.process(whole.frames, from: newest, length: length)
    let level = bound.level(below: threshold)
    for i in stride(from: 0, to: length, by: Self.groupFrames)
    where !isQuietBySamples(at: i, level: level) {
      loudGroups |= 1 << UInt32(i / Self.groupFrames)
    }
    guard loudGroups != 0 else { return }
    var first = 0
    while let run = nextRun(from: first, length: length) {
      interpolateHalves(for: run)
      for i in stride(from: run.lowerBound, to: run.upperBound, by: Self.groupFrames)
      where isQuietByHalves(at: i, level: level) {
        loudGroups &= ~(1 << UInt32(i / Self.groupFrames))
      }
      first = run.upperBound
    }
    first = 0
    while let run = nextRun(from: first, length: length) {
      interpolate(run)
      first = run.upperBound
    }
  }

  /// The next groups that are not quiet, from frame `first` of the piece on.
  @_noLocks @inline(__always)
  private func nextRun(from first: Int, length: Int) -> Range<Int>? {
    var start = first
    while start < length && isQuiet(at: start) { start += Self.groupFrames }
    guard start < length else { return nil }
    var end = start + Self.groupFrames
    while end < length && !isQuiet(at: end) { end += Self.groupFrames }
    return start..<end
  }

  /// Whether the samples prove that no moment of a group of frames reaches a level.
  @_noLocks
  private mutating func isQuietBySamples(at index: Int, level: Float) -> Bool {
    let frame = pieceStart + index
    // As far as the interpolators of the moments between see: 3 frames before, 3 behind the next.
    let sample = unsafe greatest_magnitude(whole.frames.base + frame - 4, Self.groupFrames + 12)
    guard sample < level else { return false }
    // The same frame, counted from the first.
    let first = bends.frameCount - latencyFrames - lastLength + index
    let last = first + Self.groupFrames
    let nearReach = phaseReach / 2 + 1 + InterpolationBound.nearFrames
    let near = bends.extremes(from: first - nearReach, through: last + nearReach)
    guard sample + bound.half.near * near.bend < level else { return false }
    let farReach = phaseReach / 2 + 1 + halfReach
    let far = bends.extremes(from: first - farReach, through: last + farReach)
    let height = bound.height(
      sample: sample, nearBend: near.bend, farBend: far.bend, farLevel: far.level)
    return height < level
  }

  /// Whether samples and halves prove that no moment of a group of frames reaches a level.
  @_noLocks
  private mutating func isQuietByHalves(at index: Int, level: Float) -> Bool {
    let first = pieceStart + index - 4
    var extremes = sample_extremes()
    unsafe find_half_extremes(
      &extremes, whole.frames.base + first, half.frames.base + first, Self.groupFrames + 8)
    return bound.height(doubled: extremes.level, bend: extremes.bend) < level
  }

  /// Fills in the halves that a run of groups needs and that are not yet known.
  @_noLocks
  private mutating func interpolateHalves(for run: Range<Int>) {
    let known = half.end - unknownHalves
    // A group more to either side, for the frame before the run and for what bounds look at.
    let first = max(known, pieceStart + run.lowerBound - Self.groupFrames)
    let last = min(pieceStart + run.upperBound + Self.groupFrames, half.end - halfReach)
    guard first < last else { return }
    // The value half a frame after frame t sees frames t - reach + 1 to t + reach.
    unsafe apply_mirrored(
      half.frames.base + first, whole.frames.base + first, whole.frames.base + first + 1,
      halfTaps.base, halfReach, last - first)
    unknownHalves = half.end - last
  }

  /// Computes the moments of a run of groups, and those of a few frames before.
  @_noLocks
  private mutating func interpolate(_ run: Range<Int>) {
    let row = run.lowerBound
    let frame = pieceStart + row
    for i in stride(from: 0, to: run.count, by: 4) {
      moments.setQuad(whole.frames.quad(at: frame + i), at: momentIndex(0) + row + i)
      moments.setQuad(half.frames.quad(at: frame + i), at: momentIndex(4) + row + i)
      moments.setQuad(whole.frames.quad(at: frame + i + 1), at: momentIndex(8) + row + i)
    }
    let samples = unsafe whole.frames.base + frame
    let halves = unsafe half.frames.base + frame
    unsafe interpolate_quarters(
      moments.base + momentIndex(1) + row, Self.rowFrames, samples, halves, phaseTaps.base,
      phaseReach, run.count)
    // The first frame asks for the last moment of the one before.
    unsafe interpolate_quarters(
      moments.base + momentIndex(5) + row - 4, Self.rowFrames, halves - 4, samples - 3,
      phaseTaps.base, phaseReach, run.count + 4)
  }
}

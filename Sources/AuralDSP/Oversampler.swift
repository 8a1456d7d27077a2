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
  ///   - keptFrames: How many frames more than the moments whoever delays the sound itself may lag.
  public init(halfReach: Int, halfBandEdge: Double, phaseReach: Int, keptFrames: Int = 0) {
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
    let seenFrames = 2 * halfReach + 2 * phaseReach + 4 * Self.groupFrames
    let history = max(seenFrames, latencyFrames + keptFrames)
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

  /// The value at `phase` (0 to 8) of frame `index` of the last piece; phase 8 is phase 0 of the frame after.
  @_noLocks @inline(__always)
  public func moment(_ phase: Int, at index: Int) -> Frame {
    moments[phase * Self.rowFrames + index]
  }

  /// Where the last piece lies in memory as it was `lag` frames ago: at most the latency and as many as are kept.
  @_noLocks @inline(__always)
  public func sound(laggingBy lag: Int) -> UnsafePointer<Frame> {
    assert(lag >= 0 && lag <= whole.history)
    return unsafe UnsafePointer(whole.frames.base + (whole.end - lastLength - lag))
  }

  /// Where phase 0 of frame `index` of the last piece lies in memory; phases 1 to 8 follow, `rowFrames`
  /// apart.
  @_noLocks @inline(__always)
  public func momentPointer(at index: Int) -> UnsafePointer<Frame> {
    unsafe UnsafePointer(moments.base + index)
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
    hear(&block, range, threshold: threshold)
    var first = 0
    while let run = nextRun(from: first) {
      let frame = pieceStart + run.lowerBound
      unsafe find_moments(
        moments.base + run.lowerBound, Self.rowFrames, whole.frames.base + frame,
        half.frames.base + frame, phaseTaps.base, phaseReach, groupCount(run.count))
      first = run.upperBound
    }
  }

  /// Does the same, but of the moments keeps the peaks only: those of the continuous signal from frame to
  /// frame, and where it is quiet the frames' magnitudes.
  @_noLocks
  mutating func findPeaks(
    of block: inout MutableSpan<Frame>, _ range: Range<Int>, threshold: Float,
    into peaks: borrowing FrameBuffer
  ) {
    hear(&block, range, threshold: threshold)
    var first = 0
    while let run = nextRun(from: first) {
      takeMagnitudes(first..<run.lowerBound, into: peaks)
      let frame = pieceStart + run.lowerBound
      unsafe find_peaks(
        peaks.base + run.lowerBound, whole.frames.base + frame, half.frames.base + frame,
        phaseTaps.base, phaseReach, groupCount(run.count))
      first = run.upperBound
    }
    takeMagnitudes(first..<max(first, lastLength), into: peaks)
  }

  @_noLocks @inline(__always)
  private func takeMagnitudes(_ quiet: Range<Int>, into peaks: borrowing FrameBuffer) {
    for i in stride(from: quiet.lowerBound, to: quiet.upperBound, by: 4) {
      peaks.setQuad(magnitude(whole.frames.quad(at: pieceStart + i)), at: i)
    }
  }

  /// Appends `range` of a block, finds which groups are not quiet, and the halves that their moments need.
  @_noLocks @inline(__always)
  private mutating func hear(
    _ block: inout MutableSpan<Frame>, _ range: Range<Int>, threshold: Float
  ) {
    let length = range.count
    assert(length <= Self.pieceFrames)
    loudGroups = 0
    lastLength = length
    guard length > 0 else { return }
    let newest = whole.append(&block, range)
    _ = half.extend(by: length)
    // What lies farther back than a run can ask for may count as known.
    unknownHalves = min(unknownHalves + length, half.history + length)
    bends.process(whole.frames, from: newest, length: length)
    let level = bound.level(below: threshold)
    markLoudBySamples(level: level)
    var first = 0
    while let run = nextRun(from: first) {
      interpolateHalves(for: run)
      forgetQuietByHalves(run, level: level)
      first = run.upperBound
    }
  }

  /// The next run of frames that are not quiet, from `first` of the last piece on: whole groups, as `first`
  /// begins one; up to seven may lie behind the piece.
  @_noLocks @inline(__always)
  public func nextRun(from first: Int) -> Range<Int>? {
    let group = first / Self.groupFrames
    let ahead = loudGroups >> UInt32(group)
    guard ahead != 0 else { return nil }
    let begin = group + ahead.trailingZeroBitCount
    let end = begin + (~(loudGroups >> UInt32(begin))).trailingZeroBitCount
    return (begin * Self.groupFrames)..<(end * Self.groupFrames)
  }

  /// Notes which groups of the piece the samples do not prove to be quiet.
  @_noLocks @inline(__always)
  private mutating func markLoudBySamples(level: Float) {
    // The piece's first frame, counted from the first of all.
    let first = bends.frameCount - latencyFrames - lastLength
    // As far as moments see halves, and these samples.
    let halfReach = phaseReach / 2 + 1
    let far = bends.extremes(
      from: first - halfReach - self.halfReach,
      through: first + lastLength + halfReach + self.halfReach)
    loudGroups = unsafe bends.loudGroups(
      whole.frames.base + pieceStart, count: groupCount(lastLength), from: first,
      reach: halfReach + InterpolationBound.nearFrames, bendShare: bound.nearShare,
      level: level - bound.farHeight(bend: far.y, level: far.x))
  }

  /// Of a run of groups, takes those for quiet of which samples and halves prove that no moment reaches a
  /// level.
  @_noLocks @inline(__always)
  private mutating func forgetQuietByHalves(_ run: Range<Int>, level: Float) {
    let first = pieceStart + run.lowerBound
    let count = groupCount(run.count)
    let loud = unsafe loud_groups_by_halves(
      whole.frames.base + first, half.frames.base + first, count, bound.doubled, level)
    let group = UInt32(run.lowerBound / Self.groupFrames)
    let mask = ((UInt32(1) << UInt32(count)) - 1) << group
    loudGroups = loudGroups & ~mask | loud << group
  }

  /// How many groups so many frames are.
  @_noLocks @inline(__always)
  private func groupCount(_ length: Int) -> Int {
    (length + Self.groupFrames - 1) / Self.groupFrames
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
}

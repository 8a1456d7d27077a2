import AuralDSP
import CRealtime

/// Keeps the true peak under a ceiling.
///
/// A true-peak detector asks for a gain in each frame; a sliding minimum holds it over the
/// look-ahead and for a while after; two releases let go, a quick one and one that follows the
/// average of sustained reduction; moving averages round the corners. The gain moves so slowly against
/// the band limit that gain and signal may be multiplied at the signal's own rate: what the
/// product adds between the samples is below 0.01 dB. A second detector hears only what is below 500 Hz
/// and holds longer, so that a bass note's gain stands still from one half-wave to the next
/// (after F. Adriaensen, zita-dpl1, 2018).
struct Limiter: ~Copyable {
  /// How far the output lags the input, in frames.
  let latencyFrames: Int

  /// The least gain of either channel since it was last cleared.
  var leastGain: Float = 1

  /// The highest true peak that left the stage since it was last cleared, as an amplitude.
  ///
  /// It is the detector's peak times the gain at that time: as exact as the detector itself, since
  /// the gain hardly moves within the interpolator's reach.
  var truePeak: Float = 0

  /// Sum over frames of what each channel's gain lacks of 1, since it was last cleared.
  var reductions = DoubleFrame.zero

  private let sampleRate: Double
  private var detector: TruePeakDetector
  private var peaks: SlidingFrames
  private let requests = FrameBuffer(count: Oversampler.pieceFrames + 8)
  private let bassRequests = FrameBuffer(count: Oversampler.pieceFrames + 8)
  private var hold: SlidingMinimum
  private var bassHold: SlidingMinimum
  private var bassSplit: LowPass4
  private var smoother: GainSmoother
  private let gains = DoubleFrameBuffer(count: Oversampler.pieceFrames)

  private var follower: GainFollower

  /// Frames for which the gain that goes into the smoother has been 1.
  private var unityFrames = 0

  private var ceiling: Float = 1
  private var link: Float = 1
  private var quickness: Double = 0
  private var releaseMilliseconds: Double = 0

  /// The slowest attack of any preset, in ms: the look-ahead.
  private static let lookaheadMilliseconds = 1.4

  /// The quickest attack of any preset, in ms.
  private static let shortestAttackMilliseconds = 1.0

  /// How long a gain is held after its peak, in ms: half a period of 96 Hz, so that the gain
  /// stands still on any steady tone above.
  private static let holdMilliseconds = 5.2

  /// How long the bass detector holds, in ms: half a period of 25 Hz.
  private static let bassHoldMilliseconds = 20.0

  /// Time constant with which the slow release learns of sustained reduction, in ms.
  private static let slowAttackMilliseconds = 300.0

  /// How much slower the slow release is than the quick one.
  private static let slowReleaseFactor = 8.0

  /// What the detector may overlook next to Nyquist: 0.04 dB.
  private static let ceilingMargin = 0.995

  /// The gain lets go only once it would rise by more than this: 0.017 dB.
  ///
  /// A tone whose period is not a whole number of frames makes the detector's peaks differ in the third
  /// digit, at a beat; following them would modulate the tone at -90 dB.
  private static let releaseDeadband = 0.002

  /// The least distance from there, as a share of the gain, that is worth a step: 0.005 dB.
  ///
  /// Peaks that differ at a beat would otherwise draw the gain up for seconds, ever more slowly.
  private static let releaseThreshold = 0.0006

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    let lookahead = max(24, Int(sampleRate * Self.lookaheadMilliseconds / 1_000))
    let shortest = max(16, Int(sampleRate * Self.shortestAttackMilliseconds / 1_000))
    let held = Int(sampleRate * Self.holdMilliseconds / 1_000)
    let bassHeld = Int(sampleRate * Self.bassHoldMilliseconds / 1_000)
    smoother = GainSmoother(lookaheadFrames: lookahead, shortestAttackFrames: shortest)
    // A peak between two frames belongs to both: one frame more.
    hold = SlidingMinimum(windowFrames: lookahead + held + 2, filledWith: 1)
    bassHold = SlidingMinimum(windowFrames: lookahead + bassHeld + 2, filledWith: 1)
    bassSplit = LowPass4(cutoffHertz: min(500, sampleRate / 6), sampleRate: sampleRate)
    detector = TruePeakDetector(keptFrames: lookahead)
    latencyFrames = detector.latencyFrames + lookahead
    peaks = SlidingFrames(history: lookahead + 1, pieceFrames: Oversampler.pieceFrames)
    follower = GainFollower(
      slowAttack: Self.smoothing(
        milliseconds: Self.slowAttackMilliseconds, sampleRate: sampleRate),
      deadband: Self.releaseDeadband, threshold: Self.releaseThreshold)
  }

  /// Sets what is asked of the limiter; takes effect at once, through the gain's own smoothing.
  ///
  /// - Parameters:
  ///   - ceiling: Highest true peak, as an amplitude.
  ///   - attackMilliseconds: From 1.0 to 1.4 ms.
  ///   - releaseMilliseconds: Time constant of the quick release.
  ///   - link: From 0 (each channel for itself) to 1 (one gain for both).
  @_noLocks
  mutating func update(
    ceiling: Double, attackMilliseconds: Double, releaseMilliseconds: Double, link: Double
  ) {
    self.ceiling = Float(ceiling * Self.ceilingMargin)
    self.link = Float(link)
    let span = Self.lookaheadMilliseconds - Self.shortestAttackMilliseconds
    quickness = min(1, max(0, (Self.lookaheadMilliseconds - attackMilliseconds) / span))
    guard releaseMilliseconds != self.releaseMilliseconds else { return }
    self.releaseMilliseconds = releaseMilliseconds
    follower.setReleases(
      quick: Self.smoothing(milliseconds: releaseMilliseconds, sampleRate: sampleRate),
      slow: Self.smoothing(
        milliseconds: releaseMilliseconds * Self.slowReleaseFactor, sampleRate: sampleRate))
  }

  /// Forgets the past.
  @_noLocks
  mutating func reset() {
    detector.reset()
    peaks.reset()
    hold.reset()
    bassHold.reset()
    bassSplit.reset()
    smoother.reset()
    follower.reset()
    unityFrames = 0
    leastGain = 1
    truePeak = 0
    reductions = .zero
  }

  /// Limits a piece of at most 64 frames in place.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    let length = block.count
    // What is neither limited nor the highest peak so far need not be known exactly.
    detector.process(&block, 0..<length, threshold: min(ceiling, truePeak))
    request(length: length)
    let isIdle = hold.process(requests, length: length)
    let isBassIdle = bassHold.process(bassRequests, length: length)

    let peakStart = peaks.extend(by: length)
    peaks.frames.copy(detector.peaks, length: length, to: peakStart)
    let delayedPeaks = peakStart - smoother.lookaheadFrames

    if isIdle && isBassIdle && follower.isAtRest && unityFrames >= smoother.memoryFrames {
      let sound = unsafe detector.sound(laggingBy: latencyFrames)
      var truePeak = Frame(repeating: self.truePeak)
      for i in 0..<length {
        block[i] = unsafe sound[i]
        truePeak = greater(peaks.frames[delayedPeaks + i], truePeak)
      }
      self.truePeak = max(truePeak.x, truePeak.y)
      return
    }

    follow(length: length)
    apply(to: &block, peakStart: delayedPeaks)
  }

  /// Lets the gains fall at once to what is asked for and rise as the releases let them, and smooths them.
  @_noLocks @inline(__always)
  private mutating func follow(length: Int) {
    let still = smoother.process(
      requests, bassRequests, by: &follower, into: gains, length: length, quickness: quickness)
    unityFrames = min(still == length ? unityFrames + still : still, smoother.memoryFrames)
  }

  /// Applies the smooth gains to the delayed signal, and notes their figures.
  @_noLocks @inline(__always)
  private mutating func apply(to block: inout MutableSpan<Frame>, peakStart: Int) {
    guard block.count > 0 else { return }
    var figures = gain_figures(
      reductions: reductions, least_gain: leastGain, true_peak: truePeak)
    unsafe apply_gains(
      firstFrame(of: &block), detector.sound(laggingBy: latencyFrames),
      peaks.frames.base + peakStart, gains.base, &figures, block.count)
    leastGain = figures.least_gain
    truePeak = figures.true_peak
    reductions = figures.reductions
  }

  /// Turns peaks into the gains they need, linked.
  @_noLocks @inline(__always)
  private mutating func request(length: Int) {
    // The bass is taken from the newest frame: the filter's own delay is shorter than the detector's.
    unsafe bassSplit.process(detector.sound(laggingBy: 0), into: bassRequests, length: length)
    unsafe request_gains(bassRequests.base, bassRequests.base, ceiling, link, length)
    unsafe request_gains(requests.base, detector.peaks.base, ceiling, link, length)
  }

  /// The share of the way that a one-pole smoother goes in a frame.
  @_noLocks
  private static func smoothing(milliseconds: Double, sampleRate: Double) -> Double {
    1 - exp(-1_000 / (milliseconds * sampleRate))
  }
}

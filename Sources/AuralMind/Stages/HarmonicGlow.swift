import AuralDSP
import CRealtime

/// Adds the third harmonic of the midrange of mid: gloss, without any gain.
///
/// The band becomes an analytic signal z, and what is added is the real part of z³, weighted by a law of |z|.
/// Of a steady tone |z| is constant, so its third harmonic arises alone: nothing of the tone itself, which
/// keeps its level to the last hundredth of a decibel, and no higher harmonic, which could come back
/// below Nyquist. Of several tones only sums arise; a waveshaper's difference tones would cloud the lows. That
/// is why this needs neither oversampling nor a correction of its gain. The band ends where its third
/// harmonic would pass Nyquist.
///
/// Re z³ is |z|³ times Chebyshev's third polynomial of the phase's cosine: M. Le Brun, "Digital waveshaping
/// synthesis" (JAES, 1979), with the amplitude taken out of the curve. The analytic signal is D. Gabor's,
/// "Theory of communication" (1946).
struct HarmonicGlow {
  /// The lower edge of the band in Hz, as in the original Python engine: below it, a third harmonic
  /// is a change of timbre, not gloss.
  private static let lowHertz = 900.0
  /// The upper edge of the band in Hz, as in the original: its third harmonics end at 11.4 kHz.
  private static let highHertz = 3_800.0
  /// Q of a second-order Butterworth filter: √½.
  private static let butterworthQ = 0.7071067811865476

  /// The third harmonic of a loud tone, as a share of it, for each dB of drive at a mix of 1.
  ///
  /// At 0.9 dB and 0.55 a 1.5 kHz tone as loud as the programme gets -39 dB of it.
  private static let shareOfDrive = 0.0258
  /// Where the share has sunk by half, against the programme: 10 dB below, where the band of a mix lies.
  ///
  /// Louder tones get the same share, softer ones less and less: noise floors stay what they are, and
  /// peaks are not singled out.
  private static let kneePower = 0.1
  /// What an unknown programme's loudness is taken for, in LUFS: that of an unmastered mix.
  private static let nominalLUFS = -18.0
  /// The least power of a programme, which keeps silence from being the measure of anything.
  private static let leastPower = 1e-12

  /// Whether the stage touches the sound.
  private(set) var isInPath = false

  private let lowEdge: StateVariableCoefficients
  private let nominalLogPower: Double
  /// Side by side what cleans the harmonic and what opens the band: they end at the same edge.
  private var lowEdges = StateVariableFilter()
  private var lowpass: SteepLowPass
  private var pair: QuadraturePair
  /// The band of the frame before, and the analytic signal of the one before that.
  private var band = 0.0
  private var z = DoubleFrame.zero
  /// The share of the third harmonic, and the natural logarithm of the knee's power, on the grid.
  private var share: Glide
  private var logKnee: Glide
  /// Both now, the knee as a power, and their steps a frame.
  private var shareNow = 0.0
  private var shareStep = 0.0
  private var kneeNow = 1.0
  private var kneeStep = 0.0
  private var jumps = true

  init(sampleRate: Double) {
    let highest = sampleRate / (6 * SteepLowPass.stopRatio)
    lowEdge = .highpass(
      cutoffHertz: Self.lowHertz, q: Self.butterworthQ, sampleRate: sampleRate)
    lowpass = SteepLowPass(
      cutoffHertz: min(Self.highHertz, highest), sampleRate: sampleRate)
    pair = QuadraturePair(sampleRate: sampleRate)
    share = Glide(sampleRate: sampleRate)
    logKnee = Glide(sampleRate: sampleRate)
    nominalLogPower = log(weightedPower(loudnessLUFS: Self.nominalLUFS) / 2)
  }

  /// Takes up the glow for the quantum that follows.
  ///
  /// - Parameters:
  ///   - amountPercent: How much of what the preset asks; 0 is out of the path.
  ///   - driveDecibels: The preset's drive, which the harmonic is in proportion to.
  ///   - mix: The preset's mix, from 0 to 1, which it is in proportion to as well.
  ///   - balance: The track, whose loudness is the measure of what is loud.
  @_noLocks
  mutating func update(
    amountPercent: Double, driveDecibels: Double, mix: Double, balance: TrackBalance
  ) {
    let target = Self.shareOfDrive * max(driveDecibels * mix * amountPercent, 0) * 0.01
    let kneeTarget = log(Self.kneePower) + logPower(of: balance)
    if jumps { share.jump(to: target) }
    // A stage that comes in from rest has no way to go, and nothing to remember.
    if jumps || !isInPath {
      logKnee.jump(to: kneeTarget)
      forgetSound()
    }
    jumps = false

    share.head(for: target)
    isInPath = share.value != 0 || share.isMoving
    guard isInPath else { return }
    shareNow = share.value
    share.advance()
    shareStep = (share.value - shareNow) / Double(Glide.quantumFrames)
    kneeNow = exp(logKnee.value)
    kneeStep = 0
    logKnee.head(for: kneeTarget)
    if logKnee.isMoving {
      logKnee.advance()
      kneeStep = (exp(logKnee.value) - kneeNow) / Double(Glide.quantumFrames)
    }
  }

  /// Forgets the sound and jumps to what the next `update` asks.
  @_noLocks
  mutating func reset() {
    forgetSound()
    isInPath = false
    jumps = true
  }

  @_noLocks
  private mutating func forgetSound() {
    lowEdges.reset()
    lowpass.reset()
    pair.reset()
    band = 0
    z = .zero
  }

  /// Adds the harmonics to mid, the first lane of a piece of the quantum.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    var stage = self
    for i in block.indices {
      block[i].x += Float(stage.harmonic(of: Double(block[i].x)))
    }
    self = stage
  }

  /// The harmonic of the mid of three frames before.
  ///
  /// Each part of the work takes what the one before it made of the last frame, and so the processor
  /// does them side by side; nobody hears three frames.
  @_noLocks @inline(__always)
  private mutating func harmonic(of mid: Double) -> Double {
    let squares = z * z
    // Re z³ = x³ - 3xy². Over |z|² alone it would be as loud as z; the knee makes it less for soft ones.
    let cube = z.x * (squares.x - 3 * squares.y)
    let harmonic = cube / (squares.x + squares.y + kneeNow)
    // Of a sound that is lopsided in itself the law of |z| makes a little of everything, down to 0 Hz.
    let above = lowEdges.process(DoubleFrame(harmonic, mid), lowEdge)
    z = pair.process(band)
    band = lowpass.process(above.y)
    shareNow += shareStep
    kneeNow += kneeStep
    return shareNow * above.x
  }

  /// The natural logarithm of the power of a channel of the programme, as far as it is known.
  @_noLocks
  private func logPower(of balance: TrackBalance) -> Double {
    guard balance.trust > 0, balance.loudnessPower > 0 else { return nominalLogPower }
    let known = log(max(balance.loudnessPower / 2, Self.leastPower))
    return nominalLogPower + (known - nominalLogPower) * min(balance.trust, 1)
  }
}

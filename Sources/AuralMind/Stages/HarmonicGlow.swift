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

  private let nominalLogPower: Double
  private var harmonic: ThirdHarmonic
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
    harmonic = ThirdHarmonic(
      lowEdge: .highpass(
        cutoffHertz: Self.lowHertz, q: Self.butterworthQ, sampleRate: sampleRate),
      highEdge: SteepLowPass(
        cutoffHertz: min(Self.highHertz, highest), sampleRate: sampleRate),
      sampleRate: sampleRate)
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
      harmonic.reset()
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
    harmonic.reset()
    isInPath = false
    jumps = true
  }

  /// Adds the harmonics to mid, the first lane of a piece of the quantum.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    harmonic.add(
      to: &block, share: &shareNow, shareStep: shareStep, knee: &kneeNow, kneeStep: kneeStep)
  }

  /// The natural logarithm of the power of a channel of the programme, as far as it is known.
  @_noLocks
  private func logPower(of balance: TrackBalance) -> Double {
    guard balance.trust > 0, balance.loudnessPower > 0 else { return nominalLogPower }
    let known = log(max(balance.loudnessPower / 2, Self.leastPower))
    return nominalLogPower + (known - nominalLogPower) * min(balance.trust, 1)
  }
}

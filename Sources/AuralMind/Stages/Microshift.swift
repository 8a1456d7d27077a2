import AuralDSP
import CRealtime

/// Loosens the top of side from itself, so that it seems to come from more places than one.
///
/// What lies above 2 kHz is blended with a velvet-noise echo of itself by the cosine and the sine
/// of one angle. As |1 - (1 - c) H|² = 1 - s² |H|² for a first-order high-pass H and c² + s² = 1,
/// the blend has the power of side at every frequency, but for the fine grain of the echo: no delay
/// stands out, so there is no comb. At 0 % the stage is out of the path.
struct Microshift: ~Copyable {
  /// Where the loosening begins, in Hz: below, the ear goes by the phase between its two sides.
  private static let cornerHertz = 2_000.0

  private var highpass: FirstOrderHighpass
  private var echo: VelvetNoise
  /// The sine of the blend, and its cosine less 1.
  private var wet: FrameGlide
  private var dryLoss: FrameGlide
  private var isSilent = true

  init(sampleRate: Double) {
    highpass = FirstOrderHighpass(cutoffHertz: Self.cornerHertz, sampleRate: sampleRate)
    echo = VelvetNoise(pieceFrames: Glide.quantumFrames, sampleRate: sampleRate)
    wet = FrameGlide(sampleRate: sampleRate)
    dryLoss = FrameGlide(sampleRate: sampleRate)
  }

  /// Whether the stage touches the sound.
  var isInPath: Bool {
    @_noLocks get { !wet.isZero || !dryLoss.isZero }
  }

  /// Takes up the share of the echo, from 0 to 1, for the quantum that follows.
  @_noLocks
  mutating func update(amountPercent: Double, mix: Double) {
    let share = min(max(amountPercent * 0.01 * mix, 0), 1)
    wet.update(share)
    dryLoss.update(square_root(1 - share * share) - 1)
    if isInPath {
      isSilent = false
    } else if !isSilent {
      silence()
    }
  }

  /// Forgets the sound and jumps to the share of the next `update`.
  @_noLocks
  mutating func reset() {
    silence()
    wet.reset()
    dryLoss.reset()
  }

  /// Works on side, the second lane of coded frames.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    echo.process(&block, above: &highpass, dryLoss: &dryLoss, wet: &wet)
  }

  @_noLocks
  private mutating func silence() {
    highpass.reset()
    echo.reset()
    isSilent = true
  }
}

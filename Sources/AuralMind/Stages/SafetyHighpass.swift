import AuralDSP
import CRealtime

/// Takes away what no loudspeaker plays and every limiter hears.
///
/// A second-order Butterworth high-pass. At 0 Hz it is out of the path: the output is the input to
/// the last bit, at no cost. It enters and leaves by a cross-fade, and its cutoff moves in octaves
/// rather than Hz; each takes 30 ms.
struct SafetyHighpass {
  /// Q of a second-order Butterworth filter: √½.
  private static let butterworthQ = 0.7071067811865476

  /// The lowest cutoff, in Hz; a lower one acts as this unless it is 0.
  private static let lowestHertz = 1.0

  private let sampleRate: Double
  private var filter: GlidingFilter
  /// The natural logarithm of the cutoff in Hz.
  private var logCutoff: Glide
  /// The share of the filter in the output, from 0 to 1, on the grid.
  private var wetness: Glide
  /// The share of the filter now, and its step a frame.
  private var wet = 0.0
  private var wetStep = 0.0
  private var jumps = true

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    logCutoff = Glide(sampleRate: sampleRate)
    wetness = Glide(sampleRate: sampleRate)
    filter = GlidingFilter(
      .highpass(cutoffHertz: 20, q: Self.butterworthQ, sampleRate: sampleRate))
  }

  /// Takes up the cutoff, from 0 (out of the path) to 60 Hz, for the quantum that follows.
  @_noLocks
  mutating func update(cutoffHertz: Double) {
    let share: Double = cutoffHertz > 0 ? 1 : 0
    if jumps { wetness.jump(to: share) }
    filter.rest()
    // A filter that leaves keeps its cutoff; one that comes in from rest has no way to go.
    if share > 0 {
      let target = log(max(cutoffHertz, Self.lowestHertz))
      if jumps || (wetness.value == 0 && !wetness.isMoving) {
        logCutoff.jump(to: target)
        filter.reset()
        filter.jump(to: coefficients)
      } else {
        logCutoff.head(for: target)
      }
    }
    jumps = false

    if logCutoff.isMoving {
      logCutoff.advance()
      filter.glide(to: coefficients)
    }
    wet = wetness.value
    wetness.head(for: share)
    wetness.advance()
    wetStep = (wetness.value - wet) / Double(Glide.quantumFrames)
  }

  /// Forgets the sound and jumps to the cutoff of the next `update`.
  @_noLocks
  mutating func reset() {
    filter.reset()
    jumps = true
  }

  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard wet > 0 || wetStep != 0 else { return }
    // Where the filter is all there is to hear, there is nothing to blend.
    if wet == 1 && wetStep == 0 { return filter.process(&block) }
    var stage = self
    for i in block.indices {
      let input = DoubleFrame(block[i])
      let filtered = stage.filter.process(input)
      stage.wet += stage.wetStep
      block[i] = Frame(input + (filtered - input) * stage.wet)
    }
    self = stage
  }

  private var coefficients: StateVariableCoefficients {
    @_noLocks get {
      .highpass(cutoffHertz: exp(logCutoff.value), q: Self.butterworthQ, sampleRate: sampleRate)
    }
  }
}

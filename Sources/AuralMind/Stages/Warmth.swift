import AuralDSP

/// Tilts the balance: lows against highs, around the midrange.
///
/// A low shelf at 300 Hz and a high shelf at 2.5 kHz with opposite gains, 3 dB each at 100 %. At
/// 0 % the stage is out of the path: the output is the input to the last bit, at no cost.
struct Warmth {
  /// Midpoint of the low shelf in Hz, as in the original Python engine.
  private static let lowHertz = 300.0
  /// Midpoint of the high shelf in Hz, as in the original Python engine.
  private static let highHertz = 2_500.0
  /// The cookbook's slope S of both shelves: gentle, without a bump.
  private static let slope = 0.707
  /// Gain of the low shelf at 100 %, in dB.
  private static let fullDecibels = 3.0

  private let sampleRate: Double
  private var low: GlidingFilter
  private var high: GlidingFilter
  /// Gain of the low shelf in dB.
  private var gain: Glide
  private var isInPath = false
  private var jumps = true

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    gain = Glide(sampleRate: sampleRate)
    low = GlidingFilter(Self.lowShelf(gainDecibels: 0, sampleRate: sampleRate))
    high = GlidingFilter(Self.highShelf(gainDecibels: 0, sampleRate: sampleRate))
  }

  /// Takes up the tilt, from -100 % (brighter) to 100 % (warmer), for the quantum that follows.
  @_noLocks
  mutating func update(warmthPercent: Double) {
    let target = warmthPercent * 0.01 * Self.fullDecibels
    low.rest()
    high.rest()
    if jumps {
      jumps = false
      gain.jump(to: target)
      low.jump(to: Self.lowShelf(gainDecibels: target, sampleRate: sampleRate))
      high.jump(to: Self.highShelf(gainDecibels: target, sampleRate: sampleRate))
    }
    gain.head(for: target)
    isInPath = gain.value != 0 || gain.isMoving
    if gain.isMoving {
      gain.advance()
      low.glide(to: Self.lowShelf(gainDecibels: gain.value, sampleRate: sampleRate))
      high.glide(to: Self.highShelf(gainDecibels: gain.value, sampleRate: sampleRate))
    } else if !isInPath {
      low.reset()
      high.reset()
    }
  }

  /// Forgets the sound and jumps to the tilt of the next `update`.
  @_noLocks
  mutating func reset() {
    low.reset()
    high.reset()
    jumps = true
  }

  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    low.process(&block, andThen: &high)
  }

  @_noLocks
  private static func lowShelf(
    gainDecibels: Double, sampleRate: Double
  ) -> StateVariableCoefficients {
    .lowShelf(
      midpointHertz: lowHertz, slope: slope, gainDecibels: gainDecibels, sampleRate: sampleRate)
  }

  @_noLocks
  private static func highShelf(
    gainDecibels: Double, sampleRate: Double
  ) -> StateVariableCoefficients {
    .highShelf(
      midpointHertz: highHertz, slope: slope, gainDecibels: -gainDecibels, sampleRate: sampleRate)
  }
}

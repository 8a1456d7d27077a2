/// A drum now and then, clicks of a single sample between them, and silence around.
struct SparseDrums: RegressionSound {
  /// Drums against full scale.
  private static let drumLevel = 0.4
  /// The height of a click.
  private static let clickLevel = 0.5
  /// The steps of the demo's score that are struck in turn, one every four steps of time: kick, hat,
  /// snare with kick, ghost snare.
  private static let strikes = [64, 66, 68, 95]
  /// Left, right, both, and one against the other.
  private static let clicks: [SIMD2<Double>] = [
    SIMD2(1, 0), SIMD2(0, 1), SIMD2(1, 1), SIMD2(1, -1),
  ]

  private var clock: StepClock
  private var drums: DemoDrums

  /// Starts with a kick.
  init(sampleRate: Double) {
    clock = StepClock(sampleRate: sampleRate)
    drums = DemoDrums(sampleRate: sampleRate)
  }

  /// The next frame.
  mutating func next() -> SIMD2<Double> {
    var click = SIMD2<Double>.zero
    if let step = clock.tick() {
      let turn = step / 4
      switch step % 4 {
      case 0: drums.strike(DemoScore(step: Self.strikes[turn % Self.strikes.count]))
      // Drums have died away by then, so that the click stands alone.
      case 3: click = Self.clicks[turn % Self.clicks.count] * Self.clickLevel
      default: break
      }
    }
    return drums.next() * Self.drumLevel + click
  }
}

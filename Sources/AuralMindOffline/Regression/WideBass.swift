/// Two basses that play each on its own side, a step apart, under a quiet pad and kick.
struct WideBass: RegressionSound {
  /// The balance of the parts against full scale: the basses lead by 12 dB.
  private enum Level {
    static let bass = 0.3
    static let kick = 0.15
    static let pad = 0.03
  }

  private var clock: StepClock
  private var left: DemoBass
  private var right: DemoBass
  private var drums: DemoDrums
  private var pad: DemoPad

  /// Starts with the chorus, where every second step is plucked.
  init(sampleRate: Double) {
    clock = StepClock(sampleRate: sampleRate, firstStep: DemoScore.stepsPerSection)
    left = DemoBass(sampleRate: sampleRate)
    right = DemoBass(sampleRate: sampleRate)
    drums = DemoDrums(sampleRate: sampleRate)
    pad = DemoPad(sampleRate: sampleRate)
  }

  /// The next frame.
  mutating func next() -> SIMD2<Double> {
    if let step = clock.tick() {
      let score = DemoScore(step: step)
      left.strike(score)
      right.strike(DemoScore(step: step - 1))
      drums.strike(score)
      pad.strike(score)
    }
    return SIMD2(left.next(), right.next()) * Level.bass + drums.next() * Level.kick
      + pad.next() * Level.pad
  }
}

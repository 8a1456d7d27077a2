import Foundation

/// A plucked bass in the middle.
struct DemoBass {
  private let sampleRate: Double
  private var saw = SawOscillator(phase: 0)
  private var dark: ToneFilter
  private var bright: ToneFilter
  private var sinePhase: Double = 0
  private var hertz: Double = 55
  private var level: Double = 0
  private var bite: Double = 0
  private var target: Double = 0
  private var age: Double = 0

  /// Creates a silent bass.
  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    dark = ToneFilter(hertz: 180, q: 0.7, sampleRate: sampleRate)
    bright = ToneFilter(hertz: 900, q: 0.8, sampleRate: sampleRate)
  }

  /// Plucks what the score says.
  mutating func strike(_ score: DemoScore) {
    guard score.bass > 0 else { return }
    hertz = score.root
    (target, bite, age) = (score.bass, score.bass, 0)
  }

  /// The next sample.
  mutating func next() -> Double {
    let time = 1 / sampleRate
    age += time
    // A note swells within 4 ms, without a click, and dies away.
    level += (target * exp(-age / 0.45) - level) * (1 - exp(-time / 0.004))
    bite *= exp(-time / 0.09)
    let tone = saw.next(step: hertz * time)
    sinePhase += hertz * time
    return level * (sin(2 * .pi * sinePhase) * 0.6 + dark.process(tone).low * 0.5)
      + bite * level * bright.process(tone).low * 0.4
  }
}

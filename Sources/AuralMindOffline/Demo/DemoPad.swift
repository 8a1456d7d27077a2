import Foundation

/// A wide pad: three notes, each with a differently tuned voice on either side.
struct DemoPad {
  private let sampleRate: Double
  private var voices: [(left: SawOscillator, right: SawOscillator)] = (0..<3).map {
    (SawOscillator(phase: 0.11 + 0.31 * Double($0)), SawOscillator(phase: 0.57 + 0.13 * Double($0)))
  }
  private var filters: (left: ToneFilter, right: ToneFilter)
  private var chord: [Double] = [220, 261.626, 329.628]
  private var level: Double = 0
  private var target: Double = 0

  /// Creates a silent pad.
  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    let filter = ToneFilter(hertz: 1_900, q: 0.7, sampleRate: sampleRate)
    filters = (filter, filter)
  }

  /// Follows the score's chord, fuller in the chorus.
  mutating func strike(_ score: DemoScore) {
    chord = score.chord
    target = score.isChorus ? 1 : 0.3
  }

  /// The next frame.
  mutating func next() -> SIMD2<Double> {
    level += (target - level) * (1 - exp(-1 / (0.25 * sampleRate)))
    var sum = SIMD2<Double>.zero
    for i in voices.indices {
      // Six cents apart on either side: slow beating, and no phase in common.
      sum.x += voices[i].left.next(step: chord[i] * 0.9983 / sampleRate)
      sum.y += voices[i].right.next(step: chord[i] * 1.0017 / sampleRate)
    }
    return level * SIMD2(filters.left.process(sum.x).low, filters.right.process(sum.y).low)
  }
}

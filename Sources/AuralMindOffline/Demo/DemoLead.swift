import Foundation

/// A voice-like lead in the middle, with vibrato, consonants, and echoes on either side.
struct DemoLead {
  private let sampleRate: Double
  private var noise = NoiseSource(seed: 3)
  private var consonant: ToneFilter
  private var phase: Double = 0
  private var hertz: Double = 440
  private var wantedHertz: Double = 440
  private var level: Double = 0
  private var target: Double = 0
  private var hiss: Double = 0
  private var age: Double = 0
  private var echoes: [Double]
  private var position = 0

  /// Creates a silent lead.
  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    consonant = ToneFilter(hertz: 7_000, q: 1.5, sampleRate: sampleRate)
    // The second echo comes five steps after the note, the first three.
    echoes = [Double](
      repeating: 0, count: Int((DemoScore.stepSeconds * 5 * sampleRate).rounded()))
  }

  /// Sings what the score says; in a verse at half the level.
  mutating func strike(_ score: DemoScore) {
    guard let note = score.lead else { return }
    target = note == 0 ? 0 : score.isChorus ? 1 : 0.5
    guard note > 0 else { return }
    wantedHertz = note
    (age, hiss) = (0, target)
  }

  /// The next frame.
  mutating func next() -> SIMD2<Double> {
    let time = 1 / sampleRate
    age += time
    hertz += (wantedHertz - hertz) * (1 - exp(-time / 0.012))
    level += (target * exp(-age / 0.9) - level) * (1 - exp(-time / 0.02))
    hiss *= exp(-time / 0.045)
    // Vibrato comes in once a note stands.
    let vibrato = 0.008 * min(age / 0.3, 1) * sin(2 * .pi * 5.6 * age)
    phase += hertz * (1 + vibrato) * time
    let angle = 2 * .pi * phase
    // Eight harmonics as an open vowel has them, as far as the rate carries them.
    var tone = 0.0
    for (i, strength) in [1, 0.7, 0.5, 0.2, 0.12, 0.1, 0.06, 0.03].enumerated()
    where hertz * Double(i + 1) < 0.45 * sampleRate {
      tone += strength * sin(Double(i + 1) * angle)
    }
    let breath = consonant.process(noise.next() * (sampleRate / 48_000).squareRoot()).band
    let dry = level * tone * 0.4 + hiss * breath * 0.55

    let far = echoes[position]
    let near = echoes[(position + echoes.count * 2 / 5) % echoes.count]
    echoes[position] = dry
    position = (position + 1) % echoes.count
    return SIMD2(dry + near * 0.25, dry + far * 0.2)
  }
}

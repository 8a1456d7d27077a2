import Foundation

/// Kick, snare and hi-hat, synthesised.
struct DemoDrums {
  private let sampleRate: Double
  private let noiseGain: Double
  private var noise = NoiseSource(seed: 1)
  private var roomNoise = NoiseSource(seed: 2)
  private var snareBody: ToneFilter
  private var roomFilter: ToneFilter
  private var hatFilter: ToneFilter
  private var kickPhase: Double = 0
  private var kickAge = Double.infinity
  private var snareAge = Double.infinity
  private var hatAge = Double.infinity
  private var kickVelocity: Double = 0
  private var snareVelocity: Double = 0
  private var hatVelocity: Double = 0

  /// Creates a silent kit.
  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    // White noise keeps its density per hertz, so that the kit sounds alike at any rate.
    noiseGain = (sampleRate / 48_000).squareRoot()
    snareBody = ToneFilter(hertz: 2_400, q: 0.6, sampleRate: sampleRate)
    roomFilter = ToneFilter(hertz: 1_500, q: 0.5, sampleRate: sampleRate)
    hatFilter = ToneFilter(hertz: 8_500, q: 0.9, sampleRate: sampleRate)
  }

  /// Strikes what the score says.
  mutating func strike(_ score: DemoScore) {
    if score.kick > 0 {
      (kickAge, kickVelocity, kickPhase) = (0, score.kick, 0)
    }
    if score.snare > 0 {
      (snareAge, snareVelocity) = (0, score.snare)
    }
    if score.hat > 0 {
      (hatAge, hatVelocity) = (0, score.hat)
    }
  }

  /// The next frame.
  mutating func next() -> SIMD2<Double> {
    let time = 1 / sampleRate
    let white = noise.next() * noiseGain
    let room = roomNoise.next() * noiseGain

    // The pitch of a drum falls as its skin comes to rest.
    kickPhase += (47 + 110 * exp(-kickAge / 0.022)) * time
    let skin = sin(2 * .pi * kickPhase) * exp(-kickAge / 0.16)
    let beater = white * exp(-kickAge / 0.0015) * 0.25
    let kick = kickVelocity * (skin + beater)

    let wires = snareBody.process(white).band * exp(-snareAge / 0.075)
    let shell = sin(2 * .pi * 186 * snareAge) * exp(-snareAge / 0.05)
    let snare = snareVelocity * (wires * 1.1 + (snareAge.isFinite ? shell * 0.45 : 0))
    // The room answers on both sides, differently.
    let side = snareVelocity * roomFilter.process(room).band * exp(-snareAge / 0.14) * 0.16

    let metal = hatFilter.process(white).high * exp(-hatAge / 0.03)
    let hat = hatVelocity * metal * 0.22

    kickAge += time
    snareAge += time
    hatAge += time
    let middle = kick * 0.9 + snare * 0.7
    return SIMD2(middle + side + hat * 0.62, middle - side + hat)
  }
}

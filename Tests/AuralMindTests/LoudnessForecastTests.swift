import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct LoudnessForecastTests {
  /// Blocks of the given loudness, driven by `gainDecibels` into a stage that takes `loss` of it.
  private func learned(
    _ blocks: [Double], gainDecibels: Double, loss: (_ driveLUFS: Double) -> Double = { _ in 0 }
  ) -> LearnedLoudness {
    var learned = LearnedLoudness()
    for loudness in blocks {
      let drive = loudness + gainDecibels
      learned.add(
        sourcePower: weightedPower(loudnessLUFS: loudness),
        driveGain: amplitude(decibels: gainDecibels),
        outputPower: weightedPower(loudnessLUFS: drive - loss(drive)),
        reductionDecibels: loss(drive))
    }
    return learned
  }

  private func forecast(_ learned: LearnedLoudness) -> LoudnessForecast {
    var forecast = LoudnessForecast()
    forecast.update(learned, ceilingDecibels: -1)
    return forecast
  }

  /// Gated loudness of blocks after BS.1770-5, by the book.
  private func gated(_ blocks: [Double]) -> Double {
    let powers = blocks.filter { $0 >= -70 }.map { weightedPower(loudnessLUFS: $0) }
    let gate = powers.reduce(0, +) / Double(powers.count) / 10
    let kept = powers.filter { $0 >= gate }
    return loudnessLUFS(power: kept.reduce(0, +) / Double(kept.count))
  }

  /// A programme with a quiet part far under the gate, none of it within 1 LU of the gate.
  private var programme: [Double] {
    var noise = SeededNoise(seed: 8)
    return (0..<900).map { i in (i % 5 == 0 ? -45 : -18) + 3 * noise.uniform() }
  }

  @Test("the loudness of the source is that of the standard's gates")
  func source() {
    #expect(abs(forecast(learned(programme, gainDecibels: 0)).sourceLUFS - gated(programme)) < 0.01)
  }

  @Test("nothing heard is silence")
  func nothing() {
    #expect(forecast(LearnedLoudness()).sourceLUFS == silenceLUFS)
    #expect(forecast(LearnedLoudness()).outcome(gainDecibels: 10).integratedLUFS == silenceLUFS)
  }

  @Test("where nothing is lost a gain is a gain", arguments: [-12.0, -3, 0, 2.5, 6])
  func lossless(gain: Double) {
    let outcome = forecast(learned(programme, gainDecibels: 6)).outcome(gainDecibels: gain)
    #expect(abs(outcome.integratedLUFS - gated(programme) - gain) < 0.02)
    #expect(outcome.reductionDecibels < 0.01)
  }

  @Test("at the gain that was heard it says what came out")
  func heardGain() {
    let loss = { (drive: Double) in max(0, 0.4 * (drive + 14)) }
    let outcome = forecast(
      learned(programme, gainDecibels: 6, loss: loss)
    ).outcome(gainDecibels: 6)
    let output = programme.map { $0 + 6 - loss($0 + 6) }
    #expect(abs(outcome.integratedLUFS - gated(output)) < 0.1)
    let kept = programme.filter { $0 > -30 }
    let reduction = kept.reduce(0) { $0 + loss($1 + 6) } / Double(kept.count)
    #expect(abs(outcome.reductionDecibels - reduction) < 0.1)
  }

  @Test("more gain is never less loud, nor less reduction")
  func monotone() {
    let forecast = forecast(
      learned(programme, gainDecibels: 3) { drive in max(0, 0.4 * (drive + 14)) })
    var last = (integratedLUFS: -200.0, reductionDecibels: 0.0)
    for k in -96...96 {
      let outcome = forecast.outcome(gainDecibels: Double(k) / 4)
      #expect(outcome.integratedLUFS >= last.integratedLUFS - 1e-9)
      #expect(outcome.reductionDecibels >= last.reductionDecibels - 0.05)
      last = outcome
    }
  }

  @Test("of a real programme it foretells loudness and reduction at the gain that was used")
  func realProgramme() {
    let sampleRate = 16_000.0
    let signal = scaled(
      syntheticMix(seconds: 60, sampleRate: sampleRate), decibels: 3)
    var chain = MasteringChain(sampleRate: sampleRate)
    chain.settings.delivery = .custom
    chain.settings.customTargetLUFS = -11
    chain.settings.gainReductionLimitDecibels = 12
    // Twice: the gain has found its place before it counts.
    for _ in 0..<2 { _ = rendered(signal) { chain.process(&$0) } }
    let settled = chain.learned.settled
    let gain = settled.gainDecibels
    chain.settings.governor = .hold
    chain.settings.governorGainDecibels = Float(gain)
    chain.restart()
    _ = rendered(signal + silence(seconds: 0.1, sampleRate: sampleRate)) { chain.process(&$0) }
    let outcome = forecast(settled).outcome(gainDecibels: gain)
    #expect(abs(outcome.integratedLUFS - chain.meters.integratedLUFS) < 0.1)
    #expect(
      abs(outcome.reductionDecibels - chain.meters.averageGainReductionDecibels) < 0.2)
  }
}

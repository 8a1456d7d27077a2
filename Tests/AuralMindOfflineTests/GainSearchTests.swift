import AuralMindOffline
import Foundation
import Testing

@Suite struct GainSearchTests {
  /// A programme through a limiter as the search sees it: loudness and gain reduction by gain.
  struct Model: CustomTestStringConvertible {
    let name: String
    let inputLUFS: Double
    /// The gain at which limiting sets in, in dB.
    let onsetDecibels: Double
    /// How fast gain turns into gain reduction past the onset: the loudness left to gain is a
    /// 1/(1 + excess/softness) of the rest.
    let softness: Double

    var testDescription: String { name }

    func reading(_ gain: Double) -> GainSearch.Reading {
      let excess = max(gain - onsetDecibels, 0)
      let lost = excess - softness * log(1 + excess / softness)
      return GainSearch.Reading(
        gainDecibels: gain, integratedLUFS: inputLUFS + gain - lost,
        averageGainReductionDecibels: lost)
    }
  }

  static let models = [
    Model(name: "quiet and open", inputLUFS: -30, onsetDecibels: 12, softness: 12),
    Model(name: "dense rock", inputLUFS: -16, onsetDecibels: 1, softness: 6),
    Model(name: "spiky drums", inputLUFS: -22, onsetDecibels: -3, softness: 2),
    Model(name: "already loud", inputLUFS: -7, onsetDecibels: -6, softness: 4),
  ]

  private func solved(
    _ model: Model, target: Double, limit: Double?
  ) throws -> (best: GainSearch.Reading, outcome: GainSearch.Outcome, passes: Int) {
    var search = GainSearch(
      targetLUFS: target, limitDecibels: limit, inputLUFS: model.inputLUFS)
    while let gain = search.nextGainDecibels {
      search.add(model.reading(gain))
    }
    return (try #require(search.best), search.outcome, search.passes)
  }

  @Test("reaches a target that is within reach", arguments: models, [-23.0, -16, -14, -12])
  func reaches(model: Model, target: Double) throws {
    let (best, outcome, passes) = try solved(model, target: target, limit: nil)
    guard model.reading(24).integratedLUFS > target else { return }
    #expect(outcome == .reached)
    #expect(abs(best.integratedLUFS - target) <= GainSearch.acceptedLU)
    #expect(passes <= 8)
  }

  @Test("never spends more gain reduction than the limit", arguments: models, [0.5, 1, 3, 6])
  func keepsLimit(model: Model, limit: Double) throws {
    let (best, outcome, passes) = try solved(model, target: -8, limit: limit)
    #expect(best.averageGainReductionDecibels <= limit)
    #expect(passes <= GainSearch.maximumPasses)
    if outcome == .gainReductionLimit {
      #expect(best.averageGainReductionDecibels > limit - 0.03)
      #expect(best.integratedLUFS < -8)
    } else {
      #expect(outcome == .reached || best.gainDecibels == 24)
    }
  }

  @Test("needs two passes at most where nothing limits")
  func linear() throws {
    let model = Model(name: "", inputLUFS: -31, onsetDecibels: 100, softness: 1)
    let (best, outcome, passes) = try solved(model, target: -14, limit: 3)
    #expect(outcome == .reached)
    #expect(best.gainDecibels == 17)
    #expect(passes <= 2)
  }

  @Test("a limit of 0 leaves the gain at which limiting sets in, whatever the target")
  func noReduction() throws {
    // Average gain reduction sets in by the square of the gain, as measured of music.
    func reading(_ gain: Double) -> GainSearch.Reading {
      let excess = max(gain - 2.9, 0)
      let lost = 0.013 * excess * excess
      return .init(
        gainDecibels: gain, integratedLUFS: gain - 20.9 - lost, averageGainReductionDecibels: lost)
    }
    for target in [-5.0, -7.5, -10, -12.8, -16] {
      var search = GainSearch(targetLUFS: target, limitDecibels: 0, inputLUFS: -20.9)
      while let gain = search.nextGainDecibels { search.add(reading(gain)) }
      let best = try #require(search.best)
      #expect(search.outcome == .gainReductionLimit)
      #expect(best.averageGainReductionDecibels <= GainSearch.leastLimitDecibels)
      #expect((3.3...3.6).contains(best.gainDecibels), "\(best.gainDecibels) for \(target)")
    }
    var search = GainSearch(targetLUFS: -18.5, limitDecibels: 0, inputLUFS: -20.9)
    while let gain = search.nextGainDecibels { search.add(reading(gain)) }
    #expect(search.outcome == .reached)
  }

  @Test(
    "pushed regardless, it stops on the summit of loudness, wherever that is",
    arguments: [-3.0, 2, 9, 13.6, 17, 22])
  func summit(summitDecibels: Double) throws {
    // Rising as a limiter lets it, falling slowly where it pumps.
    func loudness(_ gain: Double) -> Double {
      let beyond = gain - summitDecibels
      return -7.9 - (beyond > 0 ? 0.003 : 0.02) * beyond * beyond
    }
    for input in [-7.0, -12, -20, -30] {
      var search = GainSearch(targetLUFS: -5, limitDecibels: nil, inputLUFS: input)
      while let gain = search.nextGainDecibels {
        search.add(
          .init(
            gainDecibels: gain, integratedLUFS: loudness(gain), averageGainReductionDecibels: 9))
      }
      let best = try #require(search.best)
      #expect(best.integratedLUFS > -7.95, "\(best) from \(input)")
      #expect(best.gainDecibels <= summitDecibels + 3)
      #expect(search.outcome == .saturated)
      #expect(search.passes <= GainSearch.maximumPasses)
    }
  }

  @Test("says that loudness no longer rises, and keeps the least gain that gets there")
  func saturates() throws {
    var search = GainSearch(targetLUFS: -5, limitDecibels: nil, inputLUFS: -20)
    while let gain = search.nextGainDecibels {
      // Loudness stops at -7 and then falls as the limiter pumps.
      let loudness = gain < 13 ? gain - 20 : -7 - 0.01 * (gain - 13)
      search.add(
        .init(gainDecibels: gain, integratedLUFS: loudness, averageGainReductionDecibels: 5))
    }
    let best = try #require(search.best)
    #expect(search.outcome == .saturated)
    #expect(best.integratedLUFS > -7.1)
    #expect(best.gainDecibels < 20)
  }

  @Test("says that the governor's range ends, below and above", arguments: [-60.0, 0])
  func range(inputLUFS: Double) throws {
    let model = Model(name: "", inputLUFS: inputLUFS, onsetDecibels: 100, softness: 1)
    let (best, outcome, _) = try solved(model, target: -30, limit: 3)
    #expect(outcome == .gainRange)
    #expect(abs(best.gainDecibels) == 24)
  }

  @Test("asks only for gains that can be set by hand: whole thousandths of a decibel")
  func printableGains() throws {
    var search = GainSearch(targetLUFS: -9, limitDecibels: 4, inputLUFS: -16.0123456)
    while let gain = search.nextGainDecibels {
      #expect(abs(gain * 1_000 - (gain * 1_000).rounded()) < 1e-9)
      #expect(GainSearch.gains.contains(gain))
      search.add(Self.models[1].reading(gain))
    }
  }
}

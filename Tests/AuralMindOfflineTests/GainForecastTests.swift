import AuralDSP
import AuralMind
import Testing

@testable import AuralMindOffline

@Suite struct GainForecastTests {
  private typealias Model = GainSearchTests.Model

  /// A mix, and an excerpt of it that is louder, and in which limiting costs another share.
  private func excerpt(of mix: Model, losing share: Double) -> (Double) -> GainSearch.Reading {
    { gain in
      var reading = mix.reading(gain)
      let loss = mix.inputLUFS + gain - reading.integratedLUFS
      reading.integratedLUFS += 1.5 + loss * (1 - share)
      reading.averageGainReductionDecibels *= share
      return reading
    }
  }

  /// A forecast by an excerpt that is 1.5 LU louder than the mix.
  private func forecast(
    of mix: Model, target: Double, limit: Double? = nil, pass: GainForecast.Pass
  ) throws -> GainForecast {
    try GainForecast(
      goal: Delivery.Goal(targetLUFS: target, ceilingDecibels: 0), limitDecibels: limit,
      unlimitedLUFS: mix.inputLUFS, excerptLUFS: mix.inputLUFS + 1.5,
      peakDecibels: -mix.onsetDecibels, pass: pass)
  }

  /// What the mix is like at the gain that one pass of it and the excerpt lead to.
  private func solved(
    _ mix: Model, target: Double, limit: Double?, losing share: Double
  ) throws -> GainSearch.Reading? {
    let pass = excerpt(of: mix, losing: share)
    var forecast = try forecast(of: mix, target: target, limit: limit, pass: pass)
    guard let first = try forecast.gain(pass: pass) else { return nil }
    if forecast.isSure(gainDecibels: first) { return mix.reading(first) }
    forecast.correct(by: mix.reading(first))
    return try forecast.gain(pass: pass).map(mix.reading)
  }

  @Test(
    "one pass of the mix puts right what the excerpt is wrong by",
    arguments: GainSearchTests.models, [0.8, 1, 1.3])
  private func reaches(mix: Model, share: Double) throws {
    for target in [-18.0, -14, -11] where mix.reading(20).integratedLUFS > target {
      let reading = try #require(try solved(mix, target: target, limit: nil, losing: share))
      #expect(abs(reading.integratedLUFS - target) <= GainSearch.toleranceLU, "\(target) LUFS")
    }
  }

  @Test("uses up the limit on gain reduction, and no more", arguments: [0.8, 1, 1.3])
  func keepsLimit(share: Double) throws {
    let rock = GainSearchTests.models[1]
    let reading = try #require(try solved(rock, target: -6, limit: 2, losing: share))
    #expect((1.97...2).contains(reading.averageGainReductionDecibels))
  }

  @Test("says so where no gain reaches the target")
  func outOfReach() throws {
    let quiet = Model(name: "", inputLUFS: -45, onsetDecibels: 100, softness: 1)
    #expect(try solved(quiet, target: -14, limit: nil, losing: 1) == nil)
  }

  @Test("is sure of itself only where next to nothing is limited")
  func isSure() throws {
    let mix = Model(name: "", inputLUFS: -20, onsetDecibels: 5, softness: 4)
    let pass = excerpt(of: mix, losing: 1)
    for (target, isSure) in [(-15.5, true), (-14.9, true), (-11, false)] {
      var forecast = try forecast(of: mix, target: target, pass: pass)
      let gain = try #require(try forecast.gain(pass: pass))
      #expect(forecast.isSure(gainDecibels: gain) == isSure, "\(target) LUFS")
    }
  }

  @Test("an excerpt that is silence tells nothing")
  func silence() throws {
    let mix = Model(name: "", inputLUFS: -20, onsetDecibels: 5, softness: 4)
    let pass: GainForecast.Pass = {
      GainSearch.Reading(
        gainDecibels: $0, integratedLUFS: silenceLUFS, averageGainReductionDecibels: 0)
    }
    var forecast = try forecast(of: mix, target: -14, pass: pass)
    #expect(try forecast.gain(pass: pass) == nil)
  }
}

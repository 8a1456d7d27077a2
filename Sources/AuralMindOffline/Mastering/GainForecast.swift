import AuralDSP
import AuralMind

/// The gain that a mix will need, by what an excerpt of it shows.
///
/// An excerpt tells within some tenths of a LU what limiting costs at a gain, and rather better how that
/// grows from gain to gain. So one pass of the whole mix, at the gain the excerpt needs, puts it right.
struct GainForecast {
  /// A pass of the excerpt, the governor holding a gain, in dB.
  typealias Pass = (Double) throws -> GainSearch.Reading

  private let targetLUFS: Double
  private let limitDecibels: Double?
  /// The loudness of the whole mix at a gain of 0 dB and without limiting, in LUFS.
  private let unlimitedLUFS: Double
  /// How much louder the excerpt is than the whole, where nothing is limited, in LU.
  private let excessLU: Double
  /// The readings of the excerpt, as loud as the whole would be.
  private var readings: [GainSearch.Reading] = []
  /// How many times as much limiting costs the whole, and reduces its gain.
  private var lossRatio = 1.0
  private var reductionRatio = 1.0
  private var isCorrected = false
  /// How near to the target an excerpt is brought, in LU: the nearer is of use where it was put right, or
  /// does not have to be.
  private static let roughLU = 0.05
  private static let fineLU = 0.004

  /// What more gain a song needs for each squared dB by which its peaks would pass the ceiling, and at most,
  /// in dB: so much limiting takes of rock and of an orchestra.
  private static let usualLoss = 0.08
  private static let mostLossDecibels = 8.0

  /// How much of each further dB of gain limiting leaves, as long as nothing is known of that.
  private static let usualSlope = 0.5

  /// How near to the target a reading has to be, in LU, so that a gain between others needs no pass: over so
  /// little the loss's root is straight to within a thousandth of a LU.
  private static let straightLU = 0.08

  /// The loss of loudness, in LU, that an excerpt tells well enough.
  private static let surelyKnownLU = 0.04

  /// The loss, in LU, and the average gain reduction, in dB, below which an excerpt does not tell its share.
  private static let leastShare = 0.01

  /// Begins with what excerpts like this usually need.
  ///
  /// - Parameters:
  ///   - goal: The loudness to reach, and the ceiling.
  ///   - limitDecibels: The most average gain reduction, in dB; nil where there is no limit.
  ///   - unlimitedLUFS: The loudness of the whole mix at a gain of 0 dB and without limiting, in LUFS.
  ///   - excerptLUFS: The same of the excerpt.
  ///   - peakDecibels: The highest sample of the excerpt, in dBFS.
  ///   - pass: What makes a pass of the excerpt.
  /// - Throws: What a pass throws.
  init(
    goal: Delivery.Goal, limitDecibels: Double?, unlimitedLUFS: Double, excerptLUFS: Double,
    peakDecibels: Double, pass: Pass
  ) throws {
    targetLUFS = goal.targetLUFS
    self.limitDecibels = limitDecibels
    self.unlimitedLUFS = unlimitedLUFS
    excessLU = excerptLUFS - unlimitedLUFS
    let unlimited = newSearch(toleranceLU: Self.roughLU).nextGainDecibels ?? 0
    let overshoot = max(0, peakDecibels + unlimited - goal.ceilingDecibels)
    let loss = min(Self.usualLoss * overshoot * overshoot, Self.mostLossDecibels)
    let first = try heard(at: unlimited + loss, pass: pass)
    let lacking = targetLUFS - first.integratedLUFS
    if abs(lacking) > Self.roughLU, lossLU(first) > Self.surelyKnownLU {
      _ = try heard(at: first.gainDecibels + lacking / Self.usualSlope, pass: pass)
    }
  }

  /// The gain that the mix needs, in dB; nil where the target is out of reach for another reason than the
  /// limit on gain reduction.
  mutating func gain(pass: Pass) throws -> Double? {
    guard readings.allSatisfy({ $0.integratedLUFS > silenceLUFS }) else { return nil }
    if isCorrected { return try gain(withinLU: Self.fineLU, pass: pass) }
    let rough = try gain(withinLU: Self.roughLU, pass: pass)
    guard let rough, isSure(gainDecibels: rough) else { return rough }
    return try gain(withinLU: Self.fineLU, pass: pass)
  }

  private mutating func gain(withinLU toleranceLU: Double, pass: Pass) throws -> Double? {
    var search = newSearch(toleranceLU: toleranceLU)
    for reading in readings where search.nextGainDecibels != nil {
      search.add(corrected(reading))
    }
    while let gain = search.nextGainDecibels {
      if isCorrected, isPlaced(gain, by: search.readings) { return gain }
      search.add(corrected(try heard(at: gain, pass: pass)))
    }
    switch search.outcome {
    case .reached, .gainReductionLimit: return search.best?.gainDecibels
    case .saturated, .gainRange: return nil
    }
  }

  /// Whether readings that are not near the limit on gain reduction say as much of a gain as a pass would.
  private func isPlaced(_ gainDecibels: Double, by readings: [GainSearch.Reading]) -> Bool {
    let limit = limitDecibels ?? .infinity
    let telling = readings.filter {
      $0.averageGainReductionDecibels < 0.8 * limit && lossLU($0) > Self.surelyKnownLU
    }
    // From outside, the root's bend would count for more.
    guard telling.count == readings.count,
      telling.contains(where: { $0.gainDecibels < gainDecibels }),
      telling.contains(where: { $0.gainDecibels > gainDecibels })
    else { return false }
    return telling.contains {
      abs($0.integratedLUFS - targetLUFS) < Self.straightLU
        && abs($0.gainDecibels - gainDecibels) < 2 * Self.straightLU
    }
  }

  /// Whether so little is limited at a gain that no pass of the whole mix is needed to be sure of it.
  func isSure(gainDecibels: Double) -> Bool {
    reading(at: gainDecibels).map { lossLU($0) < Self.surelyKnownLU } ?? false
  }

  /// Puts right what the excerpt is wrong by, as a pass of the whole mix at one of its gains shows.
  mutating func correct(by whole: GainSearch.Reading) {
    guard let reading = reading(at: whole.gainDecibels) else { return }
    if lossLU(reading) > Self.leastShare { lossRatio = lossLU(whole) / lossLU(reading) }
    if reading.averageGainReductionDecibels > Self.leastShare {
      reductionRatio = whole.averageGainReductionDecibels / reading.averageGainReductionDecibels
    }
    isCorrected = true
  }

  private func newSearch(toleranceLU: Double) -> GainSearch {
    var search = GainSearch(
      targetLUFS: targetLUFS, limitDecibels: limitDecibels, inputLUFS: unlimitedLUFS,
      toleranceLU: toleranceLU)
    search.unlimitedLUFS = unlimitedLUFS
    return search
  }

  /// Makes a pass, and keeps what it reads as loud as the whole would be.
  private mutating func heard(
    at gainDecibels: Double, pass: Pass
  ) throws -> GainSearch.Reading {
    var reading = try pass(GainSearch.usable(gainDecibels))
    reading.integratedLUFS -= excessLU
    readings.append(reading)
    return reading
  }

  private func reading(at gainDecibels: Double) -> GainSearch.Reading? {
    readings.first { $0.gainDecibels == gainDecibels }
  }

  /// What a reading lacks of what its gain alone would bring, in LU.
  private func lossLU(_ reading: GainSearch.Reading) -> Double {
    unlimitedLUFS + reading.gainDecibels - reading.integratedLUFS
  }

  private func corrected(_ reading: GainSearch.Reading) -> GainSearch.Reading {
    var reading = reading
    reading.integratedLUFS += lossLU(reading) * (1 - lossRatio)
    reading.averageGainReductionDecibels *= reductionRatio
    return reading
  }
}

import AuralDSP

/// The gain that a mix will need, by what an excerpt of it shows.
///
/// An excerpt tells within some tenths of a LU what limiting costs at a gain, and rather better how that
/// grows from gain to gain. So one pass of the whole mix, at the gain the excerpt needs, puts it right.
struct GainForecast {
  /// Passes of the excerpt, one for each gain, in dB, the governor holding it.
  typealias Passes = ([Double]) throws -> [GainSearch.Reading]

  private let targetLUFS: Double
  private let limitDecibels: Double?
  /// The loudness of the whole mix at a gain of 0 dB and without limiting, in LUFS.
  private let unlimitedLUFS: Double
  /// How much louder the excerpt is than the whole, where nothing is limited, in LU.
  private var excessLU = 0.0
  /// The readings of the excerpt, as loud as the whole would be.
  private var readings: [GainSearch.Reading] = []
  /// How many times as much limiting costs the whole, and reduces its gain.
  private var lossRatio = 1.0
  private var reductionRatio = 1.0
  private var isCorrected = false
  /// Whether the excerpt is more than silence.
  private var isHeard = false

  /// How far below the gain that would do without limiting there is none, in dB.
  private static let quietDecibels = 30.0

  /// How near to the target an excerpt is brought, in LU: the nearer is of use where it was put right, or
  /// does not have to be.
  private static let roughLU = 0.05
  private static let fineLU = 0.004

  /// How much of each further dB of gain limiting leaves, as long as nothing is known of that.
  private static let usualSlope = 0.5

  /// The loss of loudness, in LU, that an excerpt tells well enough.
  private static let surelyKnownLU = 0.04

  /// The loss, in LU, and the average gain reduction, in dB, below which an excerpt does not tell its share.
  private static let leastShare = 0.01

  /// Begins with what the excerpt is like without limiting, and at the gain that would do without any.
  init(
    targetLUFS: Double, limitDecibels: Double?, unlimitedLUFS: Double, passes: Passes
  ) throws {
    self.targetLUFS = targetLUFS
    self.limitDecibels = limitDecibels
    self.unlimitedLUFS = unlimitedLUFS
    let first = newSearch(toleranceLU: Self.roughLU).nextGainDecibels ?? 0
    let quiet = GainSearch.usable(first - Self.quietDecibels)
    let readings = try passes([quiet, first])
    isHeard = readings.allSatisfy { $0.integratedLUFS > silenceLUFS }
    excessLU = readings[0].integratedLUFS - quiet - unlimitedLUFS
    keep(readings[1])
    let loss = lossLU(self.readings[0])
    if loss > Self.surelyKnownLU {
      let second = GainSearch.usable(first + loss / Self.usualSlope)
      for reading in try passes([second]) { keep(reading) }
    }
  }

  /// The gain that the mix needs, in dB; nil where the target is out of reach for another reason than the
  /// limit on gain reduction.
  mutating func gain(passes: Passes) throws -> Double? {
    guard isHeard else { return nil }
    if isCorrected { return try gain(withinLU: Self.fineLU, passes: passes) }
    let rough = try gain(withinLU: Self.roughLU, passes: passes)
    guard let rough, isSure(gainDecibels: rough) else { return rough }
    return try gain(withinLU: Self.fineLU, passes: passes)
  }

  private mutating func gain(withinLU toleranceLU: Double, passes: Passes) throws -> Double? {
    var search = newSearch(toleranceLU: toleranceLU)
    for reading in readings where search.nextGainDecibels != nil {
      search.add(corrected(reading))
    }
    while let gain = search.nextGainDecibels {
      for reading in try passes([gain]) { search.add(corrected(keep(reading))) }
    }
    switch search.outcome {
    case .reached, .gainReductionLimit: return search.best?.gainDecibels
    case .saturated, .gainRange: return nil
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

  /// Keeps a reading of the excerpt, as loud as the whole would be.
  @discardableResult
  private mutating func keep(_ reading: GainSearch.Reading) -> GainSearch.Reading {
    var reading = reading
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

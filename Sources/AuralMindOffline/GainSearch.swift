/// Finds the gain that brings a programme to its loudness through a chain that limits.
///
/// Each pass of the chain at `nextGainDecibels` gives a `Reading`; the search narrows a bracket by
/// secants and, where they stall, by halves. Loudness and gain reduction rise with the gain, so the
/// highest gain that keeps both the target and the limit on gain reduction is a single point.
public struct GainSearch: Sendable {
  /// The gains the governor has, in dB.
  public static let gains: ClosedRange<Double> = -24...24

  /// The distance from the target, in LU, at which a search stops.
  public static let toleranceLU = 0.01

  /// The distance from the target, in LU, that still counts as reached.
  public static let acceptedLU = 0.05

  /// How far below its limit, in dB, the average gain reduction may stay when the limit decides.
  public static let limitToleranceDecibels = 0.03

  /// The most passes a search makes.
  public static let maximumPasses = 10

  /// What one pass of the chain showed.
  public struct Reading: Sendable, Equatable {
    /// The gain of the governor, in dB.
    public var gainDecibels: Double
    /// The loudness of the result, in LUFS.
    public var integratedLUFS: Double
    /// Average gain reduction of clip and limiter over the gated programme, in dB.
    public var averageGainReductionDecibels: Double

    /// Creates a reading.
    public init(
      gainDecibels: Double, integratedLUFS: Double, averageGainReductionDecibels: Double
    ) {
      self.gainDecibels = gainDecibels
      self.integratedLUFS = integratedLUFS
      self.averageGainReductionDecibels = averageGainReductionDecibels
    }
  }

  /// How a search ended.
  public enum Outcome: String, Sendable, Codable {
    /// At the target.
    case reached
    /// Short of the target: more gain passes the limit on average gain reduction.
    case gainReductionLimit = "gain_reduction_limit"
    /// Short of the target: more gain brings no more loudness.
    case saturated
    /// Short of the target, or beyond it: the governor's range of gain ends.
    case gainRange = "gain_range"
  }

  private let targetLUFS: Double
  private let limitDecibels: Double?
  private var readings: [Reading] = []

  /// The gain to try next, in dB; nil when the search is over.
  public private(set) var nextGainDecibels: Double?

  /// Starts a search for `targetLUFS` at the gain that would do without any limiting.
  ///
  /// `limitDecibels` is the most average gain reduction; nil where there is no limit.
  public init(targetLUFS: Double, limitDecibels: Double?, inputLUFS: Double) {
    self.targetLUFS = targetLUFS
    self.limitDecibels = limitDecibels
    nextGainDecibels = Self.usable(targetLUFS - inputLUFS)
  }

  /// The number of passes so far.
  public var passes: Int { readings.count }

  /// Takes the reading of a pass at `nextGainDecibels`.
  public mutating func add(_ reading: Reading) {
    readings.append(reading)
    readings.sort { $0.gainDecibels < $1.gainDecibels }
    nextGainDecibels = isDone(at: reading) ? nil : proposal()
  }

  /// The reading to keep: nearest to the target among those within the limit.
  ///
  /// Among readings as near as makes no difference, it is the one of least gain.
  public var best: Reading? {
    let allowed = readings.filter(isWithinLimit)
    // Where even the least gain passes the limit, least gain is all there is.
    guard let nearest = allowed.map(distance).min() else { return readings.first }
    let tolerance = nearest <= Self.toleranceLU ? 0 : Self.acceptedLU
    return nearest <= Self.acceptedLU
      ? allowed.min { distance($0) < distance($1) }
      : allowed.first { distance($0) <= nearest + tolerance }
  }

  /// How the search ended.
  public var outcome: Outcome {
    guard let best else { return .gainRange }
    if isWithinLimit(best), distance(best) <= Self.acceptedLU { return .reached }
    if best.integratedLUFS > targetLUFS { return .gainRange }
    if readings.contains(where: { !isWithinLimit($0) }) { return .gainReductionLimit }
    let louder = readings.filter { $0.gainDecibels > best.gainDecibels + 0.5 }
    return louder.isEmpty ? .gainRange : .saturated
  }

  private func isDone(at reading: Reading) -> Bool {
    if passes >= Self.maximumPasses { return true }
    guard isWithinLimit(reading) else { return false }
    if distance(reading) <= Self.toleranceLU { return true }
    guard let limitDecibels, reading.integratedLUFS < targetLUFS else { return false }
    return reading.averageGainReductionDecibels > limitDecibels - Self.limitToleranceDecibels
  }

  private func isWithinLimit(_ reading: Reading) -> Bool {
    reading.averageGainReductionDecibels <= limitDecibels ?? .infinity
  }

  private func distance(_ reading: Reading) -> Double {
    abs(reading.integratedLUFS - targetLUFS)
  }

  private func isTooHigh(_ reading: Reading) -> Bool {
    reading.integratedLUFS > targetLUFS || !isWithinLimit(reading)
  }

  /// The next gain worth a pass; nil when no untried one can be better.
  private func proposal() -> Double? {
    let low = readings.last { reading in
      !isTooHigh(reading)
        && !readings.contains { $0.gainDecibels < reading.gainDecibels && isTooHigh($0) }
    }
    let high = readings.first(where: isTooHigh)
    switch (low, high) {
    case (nil, nil): return nil
    case (let low?, nil): return rising(from: low)
    case (nil, let high?):
      guard high.gainDecibels > Self.gains.lowerBound else { return nil }
      return Self.usable(min(secant(from: high), high.gainDecibels - 0.1))
    case (let low?, let high?):
      let width = high.gainDecibels - low.gainDecibels
      // Gains are whole thousandths of a decibel.
      guard width > 0.0015 else { return nil }
      let isSlow = passes >= 5 && width > 1
      let guess = isSlow ? (low.gainDecibels + high.gainDecibels) / 2 : between(low, high)
      let margin = max(width * 0.02, 0.001)
      return Self.usable(min(max(guess, low.gainDecibels + margin), high.gainDecibels - margin))
    }
  }

  /// The next gain above everything tried, where everything tried was too quiet.
  private func rising(from low: Reading) -> Double? {
    guard low.gainDecibels < Self.gains.upperBound else { return nil }
    guard let below = readings.dropLast().last else {
      return Self.usable(max(secant(from: low), low.gainDecibels + 0.1))
    }
    let step = low.gainDecibels - below.gainDecibels
    let slope = (low.integratedLUFS - below.integratedLUFS) / step
    // Where loudness hardly answers, the end of the range settles the question.
    guard slope > 0.1 else { return Self.gains.upperBound }
    let guess = low.gainDecibels + (targetLUFS - low.integratedLUFS) / slope
    return Self.usable(max(guess, low.gainDecibels + 0.1))
  }

  /// A first guess from one reading alone.
  private func secant(from reading: Reading) -> Double {
    let byLoudness = reading.gainDecibels + targetLUFS - reading.integratedLUFS
    guard let limitDecibels else { return byLoudness }
    // About half of any gain ends up as gain reduction once a limiter is at work.
    let excess = reading.averageGainReductionDecibels - limitDecibels
    return min(byLoudness, excess > 0 ? reading.gainDecibels - 2 * excess : byLoudness)
  }

  private func between(_ low: Reading, _ high: Reading) -> Double {
    let width = high.gainDecibels - low.gainDecibels
    var guess = high.gainDecibels
    if high.integratedLUFS > targetLUFS {
      let rise = high.integratedLUFS - low.integratedLUFS
      guess = min(guess, low.gainDecibels + width * (targetLUFS - low.integratedLUFS) / rise)
    }
    if let limitDecibels, !isWithinLimit(high) {
      let rise = high.averageGainReductionDecibels - low.averageGainReductionDecibels
      // Aims into the middle of what counts as at the limit.
      let room = limitDecibels - Self.limitToleranceDecibels / 2 - low.averageGainReductionDecibels
      guess = min(guess, low.gainDecibels + width * max(room, 0) / rise)
    }
    return guess
  }

  /// The nearest gain the governor has, in whole thousandths of a decibel.
  ///
  /// So a gain that is printed with three decimals gives the same bits when it is set by hand.
  private static func usable(_ gain: Double) -> Double {
    let inside = min(max(gain, gains.lowerBound), gains.upperBound)
    return (inside * 1_000).rounded() / 1_000
  }
}

/// Finds the gain that brings a programme to its loudness through a chain that limits.
///
/// Each pass of the chain at `nextGainDecibels` gives a `Reading`; the search narrows a bracket by
/// interpolation and, where that stalls, by halves. Loudness and gain reduction rise with the gain, so the
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
    return isFlat ? .saturated : .gainRange
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
    let high = readings.first(where: isTooHigh)
    let low = readings.last { $0.gainDecibels < high?.gainDecibels ?? .infinity }
    let lower = low?.gainDecibels ?? Self.gains.lowerBound
    let upper = high?.gainDecibels ?? Self.gains.upperBound
    let width = upper - lower
    // Gains are whole thousandths of a decibel.
    guard width > 0.0015 else { return nil }
    guard low != nil else { return Self.usable(min(max(estimate, lower), upper - 0.001)) }
    guard high != nil else {
      // Where loudness hardly answers, the end of the range settles the question.
      return isFlat ? upper : Self.usable(max(min(estimate, upper), lower + 0.001))
    }
    let isInside = estimate > lower && estimate < upper
    let isSlow = passes >= 6 && width > 0.5
    return Self.usable(isInside && !isSlow ? estimate : (lower + upper) / 2)
  }

  /// The gain at which, as far as the readings tell, the target or the limit is met.
  private var estimate: Double {
    let byLoudness = gain(at: targetLUFS, startingSlope: 1, of: \.integratedLUFS)
    guard let limitDecibels, readings.contains(where: { !isWithinLimit($0) }) else {
      return byLoudness
    }
    // Aims into the middle of what counts as at the limit. Of the last decibel of gain that a
    // limiter at work was given, about seven tenths came to nothing.
    let byLimit = gain(
      at: limitDecibels - Self.limitToleranceDecibels / 2, startingSlope: 0.7,
      of: \.averageGainReductionDecibels)
    return min(byLoudness, byLimit)
  }

  /// Whether loudness, at the greatest gain tried, rises by less than a quarter of the gain.
  private var isFlat: Bool {
    // Readings close together say more of the chain's smallest moves than of where it goes.
    guard let last = readings.last,
      let below = readings.last(where: { $0.gainDecibels < last.gainDecibels - 0.5 })
    else { return false }
    let rise = last.integratedLUFS - below.integratedLUFS
    return rise < 0.25 * (last.gainDecibels - below.gainDecibels)
  }

  /// The gain at which a figure takes `value`, through the two or three readings nearest to it.
  ///
  /// Inverse quadratic interpolation (Brent, "Algorithms for Minimization without Derivatives",
  /// 1973, §4.2); a lone reading is left along `startingSlope`.
  private func gain(
    at value: Double, startingSlope: Double, of figure: (Reading) -> Double
  ) -> Double {
    let nearest = readings.sorted { abs(figure($0) - value) < abs(figure($1) - value) }
    guard let first = nearest.first else { return 0 }
    // Readings too much alike say nothing of what lies between them.
    guard let second = nearest.dropFirst().first(where: { abs(figure($0) - figure(first)) > 1e-4 })
    else { return first.gainDecibels + (value - figure(first)) / startingSlope }
    let third = nearest.first {
      abs(figure($0) - figure(first)) > 1e-4 && abs(figure($0) - figure(second)) > 1e-4
    }
    let points = [first, second] + (third.map { [$0] } ?? [])
    return points.indices.reduce(0) { sum, i in
      points.indices.filter { $0 != i }.reduce(points[i].gainDecibels) { product, j in
        product * (value - figure(points[j])) / (figure(points[i]) - figure(points[j]))
      } + sum
    }
  }

  /// The nearest gain the governor has, in whole thousandths of a decibel.
  ///
  /// So a gain that is printed with three decimals gives the same bits when it is set by hand.
  private static func usable(_ gain: Double) -> Double {
    let inside = min(max(gain, gains.lowerBound), gains.upperBound)
    return (inside * 1_000).rounded() / 1_000
  }
}

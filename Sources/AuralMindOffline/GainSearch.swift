/// Finds the gain that brings a programme to its loudness through a chain that limits.
///
/// Each pass of the chain at `nextGainDecibels` gives a `Reading`. Gain reduction rises with the gain,
/// and so does loudness, up to a summit from which it falls again. Wanted is the gain that comes nearest
/// to the target without passing the limit on gain reduction: the target's own, else the limit's, else
/// the summit's.
public struct GainSearch: Sendable {
  /// The gains the governor has, in dB.
  public static let gains: ClosedRange<Double> = -24...24

  /// The distance from the target, in LU, at which a search stops that was told no other.
  public static let toleranceLU = 0.01

  /// The distance from the target, in LU, within which a master that is written already is kept.
  public static let keptLU = 0.018

  /// The distance from the target, in LU, that still counts as reached.
  public static let acceptedLU = 0.05

  /// How much nearer to the target, in LU, a gain has to come to be worth a further pass, or more
  /// gain, on the summit of loudness.
  public static let summitToleranceLU = 0.02

  /// The least average gain reduction, in dB, that counts as any: a limit of 0 leaves this much.
  public static let leastLimitDecibels = 0.005

  /// How far the second gain lies above the first, in dB: about what limiting costs.
  static let firstStepDecibels = 1.0

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

  /// The loudness to reach, in LUFS.
  let targetLUFS: Double

  /// The distance from it, in LU, at which the search stops.
  let toleranceLU: Double

  /// The average gain reductions, in dB, at which the limit counts as used up; nil without a limit.
  let limits: ClosedRange<Double>?

  /// The loudness of the programme at a gain of 0 dB and without any limiting, in LUFS; nil where it is
  /// not known.
  ///
  /// What is known of it makes the search shorter.
  public var unlimitedLUFS: Double?

  /// The passes so far, by gain.
  private(set) var readings: [Reading] = []

  /// The gain to try next, in dB; nil when the search is over.
  public private(set) var nextGainDecibels: Double?

  /// A gain above the first, in dB, whose reading tells how loudness answers; nil where the first pass
  /// is not expected to limit, so that loudness will follow the gain.
  ///
  /// Its pass may run beside the first one.
  public private(set) var secondGainDecibels: Double?

  /// Starts a search for `targetLUFS` at the gain that would do without any limiting.
  ///
  /// `limitDecibels` is the most average gain reduction; nil where there is no limit.
  /// `headroomDecibels` is how far the input's true peak lies below the ceiling, where that is known.
  /// `toleranceLU` is the distance from the target at which it stops.
  public init(
    targetLUFS: Double, limitDecibels: Double?, inputLUFS: Double, headroomDecibels: Double? = nil,
    toleranceLU: Double = toleranceLU
  ) {
    self.targetLUFS = targetLUFS
    self.toleranceLU = toleranceLU
    limits = limitDecibels.map {
      let most = max($0, Self.leastLimitDecibels)
      // Near 0 gain reduction grows by its square, so a window of two fifths is narrow in gain.
      return most - min(2 * toleranceLU, 0.4 * most)...most
    }
    let first = Self.usable(targetLUFS - inputLUFS)
    nextGainDecibels = first
    if let headroomDecibels, first > headroomDecibels {
      let second = Self.usable(first + Self.firstStepDecibels)
      if second > first { secondGainDecibels = second }
    }
  }

  /// The number of passes so far.
  public var passes: Int { readings.count }

  /// Takes the reading of a pass at `nextGainDecibels`.
  public mutating func add(_ reading: Reading) {
    readings.append(reading)
    readings.sort { $0.gainDecibels < $1.gainDecibels }
    nextGainDecibels = passes < Self.maximumPasses ? proposal : nil
  }

  /// The reading to keep: nearest to the target among those within the limit.
  ///
  /// On the summit of loudness, among readings as near as makes no difference, it is the one of least
  /// gain.
  public var best: Reading? {
    // Where even the least gain passes the limit, least gain is all there is.
    guard let nearest else { return readings.first }
    guard outcome == .saturated else { return nearest }
    return readings.first { distance($0) <= distance(nearest) + Self.summitToleranceLU }
  }

  /// How the search ended.
  public var outcome: Outcome {
    guard let nearest else { return readings.isEmpty ? .gainRange : .gainReductionLimit }
    if distance(nearest) <= Self.acceptedLU { return .reached }
    if nearest.integratedLUFS > targetLUFS { return .gainRange }
    if isLimitUsedUp(by: nearest) { return .gainReductionLimit }
    let above = readings.first { $0.gainDecibels > nearest.gainDecibels }
    guard let above else { return isFlat ? .saturated : .gainRange }
    return isWithinLimit(above) ? .saturated : .gainReductionLimit
  }

  /// Whether a master is near enough to the target that no further pass is worth it once it is written.
  func isWorthKeeping(_ reading: Reading) -> Bool {
    distance(reading) <= Self.keptLU && isWithinLimit(reading)
  }

  /// Whether a reading keeps the limit on gain reduction.
  func isWithinLimit(_ reading: Reading) -> Bool {
    reading.averageGainReductionDecibels <= limits?.upperBound ?? .infinity
  }

  /// Whether a reading leaves nothing of the limit on gain reduction.
  func isLimitUsedUp(by reading: Reading) -> Bool {
    reading.averageGainReductionDecibels >= limits?.lowerBound ?? .infinity
  }

  /// How far from the target a reading is, in LU.
  func distance(_ reading: Reading) -> Double {
    abs(reading.integratedLUFS - targetLUFS)
  }

  /// The nearest gain the governor has, in whole thousandths of a decibel.
  ///
  /// So a gain that is printed with three decimals gives the same bits when it is set by hand.
  static func usable(_ gain: Double) -> Double {
    let inside = min(max(gain, gains.lowerBound), gains.upperBound)
    return (inside * 1_000).rounded() / 1_000
  }

  private var nearest: Reading? {
    readings.filter(isWithinLimit).min { distance($0) < distance($1) }
  }

  /// Whether loudness, at the greatest gain tried, rises by less than a quarter of the gain.
  var isFlat: Bool {
    // Readings close together say more of the chain's smallest moves than of where it goes.
    guard let last = readings.last,
      let below = readings.last(where: { $0.gainDecibels < last.gainDecibels - 0.5 })
    else { return false }
    let rise = last.integratedLUFS - below.integratedLUFS
    return rise < 0.25 * (last.gainDecibels - below.gainDecibels)
  }
}

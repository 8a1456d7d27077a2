/// Looks for the greatest gain that a programme bears: not over its target, nor over the limit of
/// its average gain reduction.
///
/// Bounds close in on the gain a few steps a quantum, so that no quantum bears the whole search.
struct LoudnessSearch {
  /// The range of the gain, in dB.
  static let rangeDecibels = 24.0

  /// A limit from which on the target never yields, in dB.
  private static let unlimitedDecibels = 12.0

  /// Halvings of the range that leave 0.001 dB.
  private static let steps = 16
  private static let stepsInQuantum = 2

  /// The gain found last, in dB.
  private(set) var gainDecibels = 0.0

  /// How far that gain leaves the programme short of its target, in LU.
  private(set) var shortfallLU = 0.0

  /// The integrated loudness of the source, in LUFS.
  var sourceLUFS: Double { @_noLocks get { forecast.sourceLUFS } }

  private var forecast = LoudnessForecast()
  private var lower = 0.0
  private var upper = 0.0
  private var stepsLeft = 0

  @_noLocks
  init() {}

  /// Gives the search up.
  @_noLocks
  mutating func cancel() {
    stepsLeft = 0
    shortfallLU = 0
  }

  /// Sets out anew with what is known now.
  @_noLocks
  mutating func start(_ learned: borrowing LearnedLoudness, ceilingDecibels: Double) {
    forecast.update(learned, ceilingDecibels: ceilingDecibels)
    lower = -Self.rangeDecibels
    upper = Self.rangeDecibels
    stepsLeft = Self.steps
  }

  /// Goes on by one quantum's share.
  ///
  /// - Parameters:
  ///   - targetLUFS: The target.
  ///   - limitDecibels: The limit of the average gain reduction.
  /// - Returns: Whether the gain has just been found.
  @_noLocks
  mutating func advance(targetLUFS: Double, limitDecibels: Double) -> Bool {
    guard stepsLeft > 0 else { return false }
    for _ in 0..<Self.stepsInQuantum where stepsLeft > 0 {
      let middle = (lower + upper) / 2
      let outcome = forecast.outcome(gainDecibels: middle)
      let isTooHard =
        limitDecibels < Self.unlimitedDecibels && outcome.reductionDecibels > limitDecibels
      if outcome.integratedLUFS > targetLUFS || isTooHard { upper = middle } else { lower = middle }
      stepsLeft -= 1
    }
    guard stepsLeft == 0 else { return false }
    gainDecibels = (lower + upper) / 2
    shortfallLU = targetLUFS - forecast.outcome(gainDecibels: gainDecibels).integratedLUFS
    return true
  }
}

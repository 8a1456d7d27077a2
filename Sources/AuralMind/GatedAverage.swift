import AuralDSP

/// The mean of a figure over the gating blocks that count for a programme's integrated loudness.
struct GatedAverage {
  private static let classCount = LearnedLoudness.classCount
  private var counts = InlineArray<80, Double>(repeating: 0)
  private var powers = InlineArray<80, Double>(repeating: 0)
  private var sums = InlineArray<80, Double>(repeating: 0)

  @_noLocks
  init() {}

  /// Adds one gating block: its K-weighted power and the figure.
  @_noLocks
  mutating func add(power: Double, value: Double) {
    guard let index = LearnedLoudness.classIndex(loudness: loudnessLUFS(power: power)) else {
      return
    }
    counts[index] += 1
    powers[index] += power
    sums[index] += value
  }

  /// The mean so far; 0 before anything counts.
  ///
  /// The relative gate is drawn between classes of 1 LU. Nothing is changed; of a value that is only lent
  /// the compiler copies an array for every number that is read.
  var mean: Double {
    @_noLocks mutating get {
      var count = 0.0
      var power = 0.0
      for i in 0..<Self.classCount {
        count += counts[i]
        power += powers[i]
      }
      guard count > 0 else { return 0 }
      let gate = power / count * 0.1
      count = 0
      var sum = 0.0
      for i in 0..<Self.classCount where counts[i] > 0 && powers[i] / counts[i] >= gate {
        count += counts[i]
        sum += sums[i]
      }
      return count > 0 ? sum / count : 0
    }
  }
}

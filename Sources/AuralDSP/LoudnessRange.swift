/// Loudness range of a whole programme, in bounded memory.
///
/// EBU Tech 3342: the distance from the 10th to the 95th percentile of the short-term loudness, of
/// which values below -70 LUFS, and then those more than 20 LU below the mean, do not count.
public struct LoudnessRange: ~Copyable {
  /// One hundredth: the relative gate lies 20 LU below the mean power.
  private static let relativeGate = 0.01

  private var windows = LoudnessHistogram()

  /// Creates a range that has heard nothing.
  public init() {}

  /// Forgets everything.
  @_noLocks
  public mutating func reset() {
    windows.reset()
  }

  /// Counts one 3 s window of the given K-weighted power, summed over the channels.
  @_noLocks
  public mutating func add(windowPower: Double) {
    windows.add(power: windowPower)
  }

  /// The loudness range so far, in LU; 0 before any window.
  ///
  /// Costs below 2 µs.
  public var rangeLU: Double {
    @_noLocks get {
      let total = windows.total
      guard total.y > 0 else { return 0 }
      let gated = windows.sum(fromPower: total.x / total.y * Self.relativeGate)
      guard gated.y > 0 else { return 0 }
      let excluded = total.y - gated.y
      let low = windows.power(rank: excluded + nearestRank(0.10, count: gated.y))
      let high = windows.power(rank: excluded + nearestRank(0.95, count: gated.y))
      return max(0, loudnessLUFS(power: high) - loudnessLUFS(power: low))
    }
  }

  /// The rank, from 0, that Tech 3342's reference code takes for a percentile.
  @_noLocks
  private func nearestRank(_ percentile: Double, count: Double) -> Double {
    Double(Int((count - 1) * percentile + 0.5))
  }
}

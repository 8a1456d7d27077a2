import CRealtime

/// A gain that falls at once to what is asked for, and rises by two releases, of which the slower one
/// rules: a quick one, and one that follows the average of sustained reduction.
public struct GainFollower: Sendable {
  var state: gain_follower

  /// Creates a follower at unity gain.
  ///
  /// - Parameters:
  ///   - slowAttack: The share of the way that the slow gain falls in a frame.
  ///   - deadband: The gain lets go only once it would rise by more than this share of it.
  ///   - threshold: The least distance from there, as a share of the gain, that is worth a step.
  public init(slowAttack: Double, deadband: Double, threshold: Double) {
    state = gain_follower(
      quick: DoubleFrame(repeating: 1), slow: DoubleFrame(repeating: 1), quick_release: 1,
      slow_release: 1, slow_attack: slowAttack, deadband: deadband, threshold: threshold)
  }

  /// Sets the share of the way that each of the two gains rises in a frame.
  @_noLocks
  public mutating func setReleases(quick: Double, slow: Double) {
    state.quick_release = quick
    state.slow_release = slow
  }

  /// Returns to unity gain.
  @_noLocks
  public mutating func reset() {
    state.quick = DoubleFrame(repeating: 1)
    state.slow = DoubleFrame(repeating: 1)
  }

  /// Whether the gain is 1, and would stay so.
  public var isAtRest: Bool {
    @_noLocks get {
      state.quick == DoubleFrame(repeating: 1) && state.slow == DoubleFrame(repeating: 1)
    }
  }
}

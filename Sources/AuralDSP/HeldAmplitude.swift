/// The amplitude of a level that rarely changes: worked out when it does.
public struct HeldAmplitude: Sendable {
  private var decibels = 0.0

  /// The amplitude.
  public private(set) var value = 1.0

  /// Creates the amplitude of 0 dB.
  public init() {}

  /// Takes a level, in dB.
  @_noLocks
  public mutating func set(decibels: Double) {
    guard decibels != self.decibels else { return }
    self.decibels = decibels
    value = amplitude(decibels: decibels)
  }
}

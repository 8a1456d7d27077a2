import AuralMind

extension Settings {
  /// The same, with the governor holding a gain.
  func holding(gainDecibels: Double) -> Settings {
    var held = self
    held.governor = .hold
    held.governorGainDecibels = Float(gainDecibels)
    return held
  }
}

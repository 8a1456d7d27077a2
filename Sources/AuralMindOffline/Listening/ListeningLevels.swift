import AuralDSP

/// The gains that make two passages equally loud, under a ceiling.
struct ListeningLevels: Equatable {
  /// How far two passages may be apart and still count as equally loud, in LU: a twentieth of what
  /// anybody hears of a change of level.
  static let toleranceLU = 0.05

  /// No player clips below this, whatever it does to the rate or the level, in dBTP.
  private static let ceilingDecibels = -1.0

  /// The gain of A, in dB; 0 or less.
  let gainA: Double
  /// The gain of B, in dB; 0 or less.
  let gainB: Double

  /// Brings the louder down to the quieter, and both further where a peak would pass −1 dBTP.
  init(_ a: ProgrammeFigures, _ b: ProgrammeFigures) {
    let target = min(a.integratedLUFS, b.integratedLUFS)
    let excess = max(
      0, a.truePeakDecibels + target - a.integratedLUFS - Self.ceilingDecibels,
      b.truePeakDecibels + target - b.integratedLUFS - Self.ceilingDecibels)
    gainA = target - a.integratedLUFS - excess
    gainB = target - b.integratedLUFS - excess
  }
}

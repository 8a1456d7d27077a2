import AuralMindOffline
import Foundation

/// The figures of a programme as rows of a table: name, value, unit.
enum MeasurementTable {
  /// Writes out a measurement.
  static func rows(_ figures: ProgrammeFigures) -> [[String]] {
    [
      ["Integrated", level(figures.integratedLUFS), "LUFS"],
      ["Momentary, max", level(figures.maximumMomentaryLUFS), "LUFS"],
      ["Short-term, max", level(figures.maximumShortTermLUFS), "LUFS"],
      ["Loudness range", decibels(figures.loudnessRangeLU), "LU"],
      ["True peak", level(figures.truePeakDecibels), "dBTP"],
      ["Sample peak", level(figures.samplePeakDecibels), "dBFS"],
      ["PLR", decibels(figures.peakToLoudnessDecibels), "dB"],
      ["PSR, min", figures.minimumPeakToShortTermDecibels.map(decibels) ?? "–", "dB"],
      ["Crest", decibels(figures.crestDecibels), "dB"],
      ["Correlation", figures.correlation.map(decibels) ?? "–", ""],
      ["Duration", timestamp(seconds: figures.seconds), ""],
    ]
  }

  /// Writes out how near a mix came to its reference.
  static func row(_ match: MatchFigures) -> [String] {
    let before = match.distanceBeforeDecibels.map(decibels) ?? "–"
    let after = match.distanceAfterDecibels.map(decibels) ?? "–"
    let names = match.references.joined(separator: ", ")
    return ["Reference", after, "dB away, \(before) before: \(names)"]
  }

  /// A level, or −∞ at the meters' silence.
  static func level(_ value: Double) -> String {
    value <= Level.silence ? "−∞" : decibels(value)
  }
}

/// Writes a number of decibels to the hundredth, with a true minus sign.
func decibels(_ value: Double) -> String {
  // What rounds to 0 has no sign.
  let rounded = (value * 100).rounded() / 100
  return String(format: "%.2f", rounded == 0 ? 0 : rounded)
    .replacingOccurrences(of: "-", with: "−")
}

import AuralMind
import AuralMindOffline
import Foundation

/// What the command line prints of a profile.
struct ProfileFigures: Encodable {
  private let profile: Profile
  private let path: String
  private let slot: Int?

  /// The figures of a profile that is in a file, and perhaps in a slot.
  init(_ profile: Profile, path: String, slot: Int?) {
    self.profile = profile
    self.path = path
    self.slot = slot
  }

  /// The name, repaired where it is not UTF-8.
  var name: String { String(decoding: profile.name, as: UTF8.self) }

  /// The figures as rows of a table: name, value, unit.
  var rows: [[String]] {
    let statistics = profile.statistics
    func row(_ name: String, _ value: Double?, _ unit: String) -> [String] {
      [name, value.map(MeasurementTable.level) ?? "–", unit]
    }
    return [
      row("Integrated", statistics.integratedLUFS, "LUFS"),
      row("Short-term, max", statistics.maximumShortTermLUFS, "LUFS"),
      row("Loudness range", statistics.loudnessRangeLU, "LU"),
      row("True peak", statistics.truePeakDecibels, "dBTP"),
      row("PLR", statistics.peakToLoudnessDecibels, "dB"),
      row("Crest", statistics.crestDecibels, "dB"),
      row("Sub fundamental", statistics.subFundamentalHertz, "Hz"),
      ["Sections", "\(statistics.sections.count)", ""],
      ["Tracks", "\(profile.sourceCount)", ""],
      ["Written", path, slot.map { "slot \($0), “\(name)”" } ?? "“\(name)”"],
    ]
  }

  private enum CodingKeys: String, CodingKey {
    case path, slot, name, sources, correlation, levels, sections
    case isCurve = "curve"
    case sampleRate = "sample_rate_hz"
    case integratedLUFS = "integrated_lufs"
    case loudnessRangeLU = "loudness_range_lu"
    case maximumShortTermLUFS = "maximum_short_term_lufs"
    case truePeakDecibels = "true_peak_dbtp"
    case crestDecibels = "crest_db"
    case peakToLoudnessDecibels = "plr_db"
    case subFundamentalHertz = "sub_fundamental_hz"
  }

  /// Encodes everything but the spectrum, which the file itself is there for.
  func encode(to encoder: any Encoder) throws {
    let statistics = profile.statistics
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(path, forKey: .path)
    try container.encode(slot, forKey: .slot)
    try container.encode(name, forKey: .name)
    try container.encode(profile.spectrum.isCurve, forKey: .isCurve)
    try container.encode(profile.sourceCount, forKey: .sources)
    try container.encode(profile.sampleRate, forKey: .sampleRate)
    try container.encode(statistics.integratedLUFS, forKey: .integratedLUFS)
    try container.encode(statistics.loudnessRangeLU, forKey: .loudnessRangeLU)
    try container.encode(statistics.maximumShortTermLUFS, forKey: .maximumShortTermLUFS)
    try container.encode(statistics.truePeakDecibels, forKey: .truePeakDecibels)
    try container.encode(statistics.crestDecibels, forKey: .crestDecibels)
    try container.encode(statistics.peakToLoudnessDecibels, forKey: .peakToLoudnessDecibels)
    try container.encode(statistics.subFundamentalHertz, forKey: .subFundamentalHertz)
    try container.encode(
      statistics.correlations.map {
        ["low_hz": $0.lowHertz, "high_hz": $0.highHertz, "correlation": $0.correlation]
      }, forKey: .correlation)
    try container.encode(
      statistics.levels.map { ["percent": $0.percent, "short_term_lufs": $0.shortTermLUFS] },
      forKey: .levels)
    try container.encode(
      statistics.sections.map {
        ["start_s": $0.startSeconds, "end_s": $0.endSeconds, "intensity": $0.intensity]
      }, forKey: .sections)
  }
}

import AuralMindOffline
import Foundation

/// What `auralmind codec-check` prints.
struct CodecReport: Encodable {
  let file: String
  let check: CodecCheck

  /// Writes the figures as a table, and what follows from them as sentences.
  func write() {
    Terminal.table([
      ["True peak", MeasurementTable.level(check.own.truePeakDecibels), "dBTP, its own"],
      ["Integrated", MeasurementTable.level(check.own.integratedLUFS), "LUFS"],
    ])
    Terminal.line("")
    let head = [
      "codec", "kbit/s", "dBTP", "0 dBTP", "over its own", "overs in 10 s", "loudness", "ceiling",
    ]
    Terminal.table([head] + check.codings.map(Self.row))
    Terminal.line("")
    Self.resampled(check).forEach(Terminal.line)
    Terminal.line(conclusion)
  }

  private static func row(_ figures: CodedFigures) -> [String] {
    [
      figures.coding.codec.name, "\(figures.coding.bitrate)",
      MeasurementTable.level(figures.truePeakDecibels), figures.isOver ? "PASSED" : "kept",
      signed(figures.overshootDecibels), String(format: "%.1f", figures.oversPerTenSeconds),
      figures.loudnessChangeLU.map(signed) ?? "–", tenths(figures.ceilingDecibels),
    ]
  }

  /// A sentence for every codec that was not coded at the file's own rate.
  private static func resampled(_ check: CodecCheck) -> [String] {
    var sentences: [String] = []
    for figures in check.codings where figures.codedRate != check.sampleRate {
      let sentence = """
        \(figures.coding.codec.name) is coded at \(figures.codedRate) Hz: ffmpeg resamples from \
        \(check.sampleRate) Hz.
        """
      if !sentences.contains(sentence) { sentences.append(sentence) }
    }
    return sentences
  }

  private var conclusion: String {
    let over = check.codings.filter(\.isOver).count
    guard over > 0 else { return "No coding passes 0 dBTP." }
    let ceiling = check.codings.map(\.ceilingDecibels).min() ?? 0
    return """
      \(over) of \(check.codings.count) codings pass 0 dBTP; a ceiling of \(Self.tenths(ceiling)) dBTP \
      would have kept all of them below, as far as this material tells.
      """
  }

  private static func signed(_ value: Double) -> String {
    let text = decibels(value)
    return text.hasPrefix("−") || text == "0.00" ? text : "+\(text)"
  }

  private static func tenths(_ value: Double) -> String {
    String(format: "%.1f", value == 0 ? 0 : value).replacing("-", with: "−")
  }

  private enum CodingKeys: String, CodingKey {
    case file, codings
    case sampleRate = "sample_rate_hz"
    case truePeak = "true_peak_dbtp"
    case integrated = "integrated_lufs"
  }

  private enum CodedKeys: String, CodingKey {
    case codec, encoder
    case bitrate = "bitrate_kbps"
    case codedRate = "coded_rate_hz"
    case truePeak = "true_peak_dbtp"
    case isOver = "over_0_dbtp"
    case overshoot = "over_own_db"
    case overs = "overs_per_10_s"
    case loudness = "loudness_change_lu"
    case ceiling = "estimated_ceiling_dbtp"
  }

  /// Encodes the file's own figures, and those of every coding.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(check.sampleRate, forKey: .sampleRate)
    try container.encode(Level(check.own.truePeakDecibels), forKey: .truePeak)
    try container.encode(Level(check.own.integratedLUFS), forKey: .integrated)
    var list = container.nestedUnkeyedContainer(forKey: .codings)
    for figures in check.codings {
      var coded = list.nestedContainer(keyedBy: CodedKeys.self)
      try coded.encode(figures.coding.codec.rawValue, forKey: .codec)
      try coded.encode(figures.coding.codec.encoder, forKey: .encoder)
      try coded.encode(figures.coding.bitrate, forKey: .bitrate)
      try coded.encode(figures.codedRate, forKey: .codedRate)
      try coded.encode(Level(figures.truePeakDecibels), forKey: .truePeak)
      try coded.encode(figures.isOver, forKey: .isOver)
      try coded.encode(Level(figures.overshootDecibels), forKey: .overshoot)
      try coded.encode(figures.oversPerTenSeconds, forKey: .overs)
      try coded.encode(figures.loudnessChangeLU.map(Level.init), forKey: .loudness)
      try coded.encode(figures.ceilingDecibels, forKey: .ceiling)
    }
  }
}

/// The figures of a whole programme (ITU-R BS.1770-5, EBU Tech 3341 and 3342).
///
/// A mono file counts as one channel. The loudness of silence reads -120 LUFS, its levels -120 dB.
public struct ProgrammeFigures: Sendable, Equatable, Codable {
  /// Gated loudness of the whole, in LUFS.
  public var integratedLUFS: Double
  /// The highest loudness of any 400 ms, in LUFS.
  public var maximumMomentaryLUFS: Double
  /// The highest loudness of any 3 s, in LUFS.
  public var maximumShortTermLUFS: Double
  /// How far the loudness moves, in LU.
  public var loudnessRangeLU: Double
  /// The highest peak between samples, in dBTP.
  public var truePeakDecibels: Double
  /// The highest sample, in dBFS.
  public var samplePeakDecibels: Double
  /// Peak to loudness ratio: true peak less integrated loudness, in dB.
  public var peakToLoudnessDecibels: Double
  /// The least peak to short-term loudness ratio of any 3 s that are heard, in dB; nil when there
  /// are none.
  public var minimumPeakToShortTermDecibels: Double?
  /// Highest sample over the RMS level of the whole, in dB.
  public var crestDecibels: Double
  /// Correlation of left and right over the whole, from -1 to 1; nil for mono and silence.
  public var correlation: Double?
  /// The length in seconds.
  public var seconds: Double

  /// The names of the figures as JSON has them.
  private enum CodingKeys: String, CodingKey {
    case integratedLUFS = "integrated_lufs"
    case maximumMomentaryLUFS = "maximum_momentary_lufs"
    case maximumShortTermLUFS = "maximum_short_term_lufs"
    case loudnessRangeLU = "loudness_range_lu"
    case truePeakDecibels = "true_peak_dbtp"
    case samplePeakDecibels = "sample_peak_dbfs"
    case peakToLoudnessDecibels = "plr_db"
    case minimumPeakToShortTermDecibels = "minimum_psr_db"
    case crestDecibels = "crest_db"
    case correlation
    case seconds = "duration_s"
  }

  /// Encodes every figure; what is silent, too short or not known is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Level(integratedLUFS), forKey: .integratedLUFS)
    try container.encode(Level(maximumMomentaryLUFS), forKey: .maximumMomentaryLUFS)
    try container.encode(Level(maximumShortTermLUFS), forKey: .maximumShortTermLUFS)
    try container.encode(Level(loudnessRangeLU), forKey: .loudnessRangeLU)
    try container.encode(Level(truePeakDecibels), forKey: .truePeakDecibels)
    try container.encode(Level(samplePeakDecibels), forKey: .samplePeakDecibels)
    try container.encode(Level(peakToLoudnessDecibels), forKey: .peakToLoudnessDecibels)
    try container.encode(
      minimumPeakToShortTermDecibels.map(Level.init), forKey: .minimumPeakToShortTermDecibels)
    try container.encode(Level(crestDecibels), forKey: .crestDecibels)
    try container.encode(correlation.map(Level.init), forKey: .correlation)
    try container.encode(Level(seconds), forKey: .seconds)
  }
}

extension ProgrammeFigures {
  /// Decodes what `encode` wrote; a level that is null reads silence.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func level(_ key: CodingKeys) throws -> Double {
      try container.decodeIfPresent(Double.self, forKey: key) ?? Level.silence
    }
    integratedLUFS = try level(.integratedLUFS)
    maximumMomentaryLUFS = try level(.maximumMomentaryLUFS)
    maximumShortTermLUFS = try level(.maximumShortTermLUFS)
    loudnessRangeLU = try level(.loudnessRangeLU)
    truePeakDecibels = try level(.truePeakDecibels)
    samplePeakDecibels = try level(.samplePeakDecibels)
    peakToLoudnessDecibels = try level(.peakToLoudnessDecibels)
    minimumPeakToShortTermDecibels = try container.decodeIfPresent(
      Double.self, forKey: .minimumPeakToShortTermDecibels)
    crestDecibels = try level(.crestDecibels)
    correlation = try container.decodeIfPresent(Double.self, forKey: .correlation)
    seconds = try level(.seconds)
  }
}

/// A key of the header whose value is one number or several.
public enum ProfileKey: CaseIterable, Sendable {
  case sources, sampleRate, integrated, range, shortTerm, truePeak, crest, peakToLoudness
  case subFundamental, correlation, level, section, rows

  /// The key as it is written.
  public var name: StaticString {
    switch self {
    case .sources: "sources"
    case .sampleRate: "sample-rate"
    case .integrated: "integrated-lufs"
    case .range: "loudness-range-lu"
    case .shortTerm: "max-short-term-lufs"
    case .truePeak: "true-peak-dbtp"
    case .crest: "crest-db"
    case .peakToLoudness: "plr-db"
    case .subFundamental: "sub-fundamental-hz"
    case .correlation: "correlation"
    case .level: "level"
    case .section: "section"
    case .rows: "rows"
    }
  }

  /// How many numbers follow the key.
  public var valueCount: Int {
    switch self {
    case .correlation, .section: 3
    case .level: 2
    default: 1
    }
  }
}

extension ProfileKey {
  /// The values that follow the key, in their order, each with its unit.
  public var values: StaticString {
    switch self {
    case .sources: "tracks"
    case .sampleRate, .subFundamental: "Hz"
    case .integrated, .shortTerm: "LUFS"
    case .range: "LU"
    case .truePeak: "dBTP"
    case .crest, .peakToLoudness: "dB"
    case .correlation: "low-Hz high-Hz correlation"
    case .level: "percent LUFS"
    case .section: "start-s end-s intensity"
    case .rows: "rows"
    }
  }

  /// What the key tells, for people.
  public var meaning: StaticString {
    switch self {
    case .sources: "The number of tracks the profile was taken from."
    case .sampleRate: "The sample rate of the tracks, the highest where they differ."
    case .integrated: "Gated loudness of the whole (ITU-R BS.1770-5)."
    case .range: "Loudness range (EBU Tech 3342)."
    case .shortTerm: "The highest loudness of any 3 s."
    case .truePeak: "The highest peak between samples."
    case .crest: "The highest sample over the RMS level."
    case .peakToLoudness: "True peak over integrated loudness."
    case .subFundamental: "The fundamental of the bass, the median over the track."
    case .correlation: "Correlation of left and right in a band, from -1 to 1; one line a band."
    case .level: "The short-term loudness that so much of the track stays below; one line each."
    case .section:
      "A stretch of the track, and how intense it is beside the others, from 0 to 1; one line each."
    case .rows: "The number of rows that follow; it has to be right."
    }
  }
}

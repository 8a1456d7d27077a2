extension TrackComparison: Encodable {
  private enum CodingKeys: String, CodingKey {
    case a, b, difference
    case gainDecibels = "gain_db"
    case bands = "third_octaves"
    case correlations = "correlation_bands"
    case spectralDistanceDecibels = "spectral_distance_db"
  }

  private enum BandKeys: String, CodingKey {
    case hertz = "hz"
    case mid = "mid_db"
    case side = "side_db"
  }

  private enum CorrelationKeys: String, CodingKey {
    case a, b, difference
    case lowHertz = "low_hz"
    case highHertz = "high_hz"
  }

  /// Names the difference of a figure.
  private struct FigureKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Encodes the figures of both as they are, and the differences at A's loudness; what is not known is
  /// null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(a, forKey: .a)
    try container.encode(b, forKey: .b)
    try container.encode(gainDecibels, forKey: .gainDecibels)
    try container.encode(spectralDistanceDecibels, forKey: .spectralDistanceDecibels)
    var differences = container.nestedContainer(keyedBy: FigureKey.self, forKey: .difference)
    for figure in figures {
      try differences.encode(figure.difference, forKey: FigureKey(stringValue: figure.key))
    }
    var octaves = container.nestedUnkeyedContainer(forKey: .bands)
    for band in bands {
      var octave = octaves.nestedContainer(keyedBy: BandKeys.self)
      try octave.encode(band.hertz, forKey: .hertz)
      try octave.encode(band.mid.difference, forKey: .mid)
      try octave.encode(band.side.difference, forKey: .side)
    }
    var ranges = container.nestedUnkeyedContainer(forKey: .correlations)
    for band in correlations {
      var range = ranges.nestedContainer(keyedBy: CorrelationKeys.self)
      try range.encode(band.lowHertz, forKey: .lowHertz)
      try range.encode(band.highHertz, forKey: .highHertz)
      try range.encode(band.a, forKey: .a)
      try range.encode(band.b, forKey: .b)
      try range.encode(band.difference, forKey: .difference)
    }
  }
}

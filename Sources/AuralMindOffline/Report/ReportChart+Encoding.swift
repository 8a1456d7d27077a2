/// A chart as figures: what its axes measure, and its curves.
extension ReportChart: Encodable {
  /// The names of the figures as JSON has them.
  private enum CodingKeys: String, CodingKey {
    case title, series, levels
    case acrossUnit = "x_unit"
    case upUnit = "y_unit"
  }

  /// Encodes title, units, curves and levels.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(title, forKey: .title)
    try container.encode(x.unit, forKey: .acrossUnit)
    try container.encode(y.unit, forKey: .upUnit)
    try container.encode(series, forKey: .series)
    try container.encode(levels, forKey: .levels)
  }
}

extension ReportSeries: Encodable {
  /// The names of the figures as JSON has them.
  private enum CodingKeys: String, CodingKey {
    case name, x, y
  }

  /// Encodes the points as two lists of numbers to the ten-thousandth; where the curve is broken y is
  /// null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(points.map { Self.rounded($0.x) }, forKey: .x)
    try container.encode(points.map { $0.y.map(Self.rounded) }, forKey: .y)
  }

  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}

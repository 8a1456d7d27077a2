/// How near a mix came to its reference in balance.
///
/// Distances are RMS over third octaves from 40 Hz to 16 kHz, levels aside, in dB; nil where the
/// spectra have too little in common.
public struct MatchFigures: Sendable, Equatable, Codable {
  /// What people call the references, in their order.
  public var references: [String]
  /// The mix's distance from the reference, in dB.
  public var distanceBeforeDecibels: Double?
  /// The master's distance from the reference, in dB.
  public var distanceAfterDecibels: Double?

  /// The names of the figures as JSON has them.
  private enum CodingKeys: String, CodingKey {
    case references
    case distanceBeforeDecibels = "distance_before_db"
    case distanceAfterDecibels = "distance_after_db"
  }

  /// Encodes the names and both distances; a distance that is not known is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(references, forKey: .references)
    try container.encode(distanceBeforeDecibels, forKey: .distanceBeforeDecibels)
    try container.encode(distanceAfterDecibels, forKey: .distanceAfterDecibels)
  }
}

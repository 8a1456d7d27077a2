/// One of two tracks that are compared.
public struct ComparedTrack: Sendable, Encodable {
  /// The file, as the user named it.
  public let file: String
  /// The sample rate, in Hz.
  public let sampleRate: Double
  /// The figures of the whole, at its own loudness.
  public let figures: ProgrammeFigures

  /// How loud it is over time, by hops of 100 ms.
  let hops: [HopReading]

  /// Takes the figures of a captured track.
  init(_ track: CapturedTrack, file: String) {
    self.file = file
    sampleRate = track.sampleRate
    figures = track.figures
    hops = track.hops
  }

  private enum CodingKeys: String, CodingKey {
    case file
    case sampleRate = "sample_rate_hz"
  }

  /// Encodes the figures side by side, without a level for each part.
  public func encode(to encoder: any Encoder) throws {
    try figures.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(sampleRate, forKey: .sampleRate)
  }
}

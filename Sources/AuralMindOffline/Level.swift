/// A figure as JSON has it: null at the meters' silence, and where there is no number.
public struct Level: Sendable, Equatable, Encodable {
  /// The figure, in its own unit.
  public let value: Double

  /// At and below this, in LUFS or dB, the meters read silence, which people see as −∞.
  public static let silence = -120.0

  /// Wraps a figure.
  public init(_ value: Double) { self.value = value }

  /// Encodes the number alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if value.isFinite, value > Self.silence {
      try container.encode(value)
    } else {
      try container.encodeNil()
    }
  }
}

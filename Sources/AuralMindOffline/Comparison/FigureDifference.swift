/// A figure of A beside that of B, once B has A's loudness.
public struct FigureDifference: Sendable, Equatable {
  /// What people call it.
  public let name: String
  /// What programs call the difference; it ends in its unit.
  public let key: String
  /// The unit of both; empty for none.
  public let unit: String
  /// The figure of A; nil where there is none.
  public let a: Double?
  /// The figure of B at A's loudness; nil where there is none.
  public let b: Double?

  /// How much more B has, in LU or dB where the figures are levels; nil where one of them is missing.
  public var difference: Double? {
    guard let a, let b else { return nil }
    return b - a
  }

  /// Places a figure of both side by side; a level of silence is none.
  init(_ name: String, _ key: String, _ unit: String, _ a: Double?, _ b: Double?) {
    func known(_ value: Double?) -> Double? {
      value.flatMap { $0.isFinite && $0 > Level.silence ? $0 : nil }
    }
    self.name = name
    self.key = key
    self.unit = unit
    self.a = known(a)
    self.b = known(b)
  }
}

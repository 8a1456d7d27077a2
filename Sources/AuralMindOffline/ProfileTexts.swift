/// The profiles that a chain matches to and from, as the bytes of their files; empty where there is none.
public struct ProfileTexts: Sendable {
  /// The reference that counts while the `reference` port is 0.
  public var reference: [UInt8] = []
  /// What is known of the mix itself while the `source` port is 0.
  public var source: [UInt8] = []
  /// What is in the slots that the ports name, by number.
  public var slots: [Int: [UInt8]] = [:]

  /// Creates a set of nothing.
  public init() {}
}

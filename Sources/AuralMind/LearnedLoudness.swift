/// What `GovernorMode.learn` knows of the programme: plain numbers that fit into a host's session.
public struct LearnedLoudness: Sendable {
  /// The number of 32-bit words of the stored form.
  public static let wordCount = 4

  /// Nothing learned.
  public init() {}

  /// The words of the stored form, at `index` from 0 to `wordCount` - 1.
  @_noLocks
  public func word(at index: Int) -> UInt32 { 0 }

  /// Reads the stored form; nil when a word is not what this version wrote.
  @_noLocks
  public init?(wordCount: Int, word: (Int) -> UInt32) {
    guard wordCount == Self.wordCount else { return nil }
  }
}

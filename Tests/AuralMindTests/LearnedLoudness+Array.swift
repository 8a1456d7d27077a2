import AuralMind

extension LearnedLoudness {
  /// The stored form, word by word.
  var words: [UInt32] {
    var read = self
    return (0..<Self.wordCount).map { read.word(at: $0) }
  }

  /// Reads a stored form of any length.
  init?(words: [UInt32]) {
    let learned = words.withUnsafeBufferPointer { stored in
      LearnedLoudness(wordCount: stored.count) { stored[$0] }
    }
    guard let learned else { return nil }
    self = learned
  }
}

/// The form in which the path of a file passes through an exchange.
extension Exchange {
  /// The longest path in bytes, without its closing zero: what Linux opens.
  static let pathByteLimit = 4_095

  /// The words of a path: its length, then its bytes, four a word.
  static let pathWordCount = 1 + (pathByteLimit + 1) / 4

  /// Leaves the first `count` bytes of `text`, at most `pathByteLimit`, in the words from `start`.
  @_noLocks
  func writePath(_ text: AtomBytes, count: Int, at start: Int) {
    write(UInt32(count), at: start)
    var i = 0
    while i < count {
      var word: UInt32 = 0
      for k in 0..<min(4, count - i) { word |= UInt32(text.byte(at: i + k)) &<< UInt32(8 &* k) }
      write(word, at: start + 1 + i / 4)
      i += 4
    }
  }
}

extension Exchange.Reader {
  /// The length in bytes of the path in the words from `start`.
  @_noLocks
  func pathByteCount(at start: Int) -> Int {
    min(Int(word(at: start)), Exchange.pathByteLimit)
  }

  /// The byte at `index` of the path in the words from `start`.
  @_noLocks
  func pathByte(_ index: Int, at start: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: word(at: start + 1 + index / 4) &>> UInt32(8 &* (index & 3)))
  }
}

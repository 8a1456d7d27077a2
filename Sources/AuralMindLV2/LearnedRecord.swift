/// The stored form of what has been learned: bytes that any machine reads alike.
///
/// Little-endian 32-bit words: the format's version, the number of payload words, the payload,
/// and the FNV-1a hash (Fowler, Noll, Vo; RFC 9923) of every byte before it.
@safe
struct LearnedRecord: ~Copyable {
  /// The format this code writes, the only one it reads.
  private static let version: UInt32 = 1
  /// Words ahead of the payload: version and count.
  private static let headWords = 2

  /// The first byte.
  let base: UnsafeMutablePointer<UInt8>
  /// The length in bytes.
  let byteCount: Int

  /// Allocates a record for a payload of `wordCount` words of zero, not yet sealed.
  init(wordCount: Int) {
    byteCount = (Self.headWords + wordCount + 1) * 4
    unsafe base = .allocate(capacity: byteCount)
    unsafe base.initialize(repeating: 0, count: byteCount)
    put(Self.version, at: 0)
    put(UInt32(wordCount), at: 1)
  }

  /// Copies a stored record; nil unless it is whole, of this version and of `wordCount` words.
  init?(copying bytes: [UInt8], wordCount: Int) {
    self.init(wordCount: wordCount)
    guard bytes.count == byteCount else { return nil }
    for i in 0..<byteCount { unsafe base[i] = bytes[i] }
    guard get(at: 0) == Self.version, get(at: 1) == UInt32(wordCount),
      get(at: Self.headWords + wordCount) == hash
    else { return nil }
  }

  deinit {
    unsafe base.deallocate()
  }

  /// The payload word at `index`.
  subscript(word index: Int) -> UInt32 {
    @_noLocks get { get(at: Self.headWords + index) }
    nonmutating set { put(newValue, at: Self.headWords + index) }
  }

  /// Writes the hash: the record is whole.
  func seal() {
    put(hash, at: byteCount / 4 - 1)
  }

  private var hash: UInt32 {
    var hash: UInt32 = 2_166_136_261
    for i in 0..<byteCount - 4 { hash = unsafe (hash ^ UInt32(base[i])) &* 16_777_619 }
    return hash
  }

  @_noLocks
  private func get(at index: Int) -> UInt32 {
    let byte = unsafe base + index * 4
    return unsafe UInt32(byte[0]) | UInt32(byte[1]) &<< 8 | UInt32(byte[2]) &<< 16
      | UInt32(byte[3]) &<< 24
  }

  private func put(_ word: UInt32, at index: Int) {
    for i in 0..<4 {
      unsafe base[index * 4 + i] = UInt8(truncatingIfNeeded: word &>> UInt32(8 &* i))
    }
  }
}

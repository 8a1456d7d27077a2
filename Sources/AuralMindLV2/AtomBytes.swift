/// A run of bytes that holds atoms, read without trust: nothing outside of it is ever touched.
///
/// An atom is its size and its type, 32 bits each, then its body; it starts on a multiple of 8.
@safe
struct AtomBytes {
  /// The bytes of an atom ahead of its body.
  static let headBytes = 8

  private let start: UnsafeRawPointer
  /// The length in bytes.
  let count: Int

  /// The `count` bytes from `start`, which is a multiple of 8.
  @_noLocks
  init(start: UnsafeRawPointer, count: Int) {
    unsafe self.start = unsafe start
    self.count = count
  }

  /// The bytes of a buffer, if there are any; it begins on a multiple of 8 where words are read.
  init?(_ buffer: UnsafeRawBufferPointer) {
    guard let base = buffer.baseAddress else { return nil }
    unsafe start = unsafe base
    count = buffer.count
  }

  /// One atom, with where the one after it begins.
  struct Atom {
    /// The host's number for the type.
    let type: UInt32
    /// The body.
    let body: AtomBytes
    /// The offset behind body and padding.
    let end: Int
  }

  /// The byte at `offset`; 0 outside.
  @_noLocks
  func byte(at offset: Int) -> UInt8 {
    guard offset >= 0, offset < count else { return 0 }
    return unsafe (start + offset).assumingMemoryBound(to: UInt8.self).pointee
  }

  /// The 32-bit word at `offset`, a multiple of 4; 0 outside.
  @_noLocks
  func word(at offset: Int) -> UInt32 {
    guard offset >= 0, offset + 4 <= count else { return 0 }
    return unsafe (start + offset).assumingMemoryBound(to: UInt32.self).pointee
  }

  /// The 64-bit integer at `offset`, a multiple of 8; 0 outside.
  @_noLocks
  func long(at offset: Int) -> Int64 {
    let low = UInt64(word(at: offset))
    let high = UInt64(word(at: offset + 4))
    return Int64(bitPattern: high << 32 | low)
  }

  /// The atom whose head is at `offset`; nil when head or body would not lie inside.
  @_noLocks
  func atom(at offset: Int) -> Atom? {
    guard offset >= 0, offset + Self.headBytes <= count else { return nil }
    let size = Int(word(at: offset))
    let body = offset + Self.headBytes
    guard size <= count - body else { return nil }
    return unsafe Atom(
      type: word(at: offset + 4), body: AtomBytes(start: start + body, count: size),
      end: body + (size + 7) & ~7)
  }
}

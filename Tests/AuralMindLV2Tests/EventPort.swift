import CLV2

/// A buffer for an event port, with a guard behind it that nobody may touch.
final class EventPort {
  private static let guardByte: UInt8 = 0xA5
  private static let guardBytes = 256

  let memory: UnsafeMutableRawBufferPointer
  /// Bytes behind the atom's head that the plugin may use.
  let capacity: Int

  /// A buffer as a host hands it over for output: the capacity as size, under any type.
  init(capacity: Int, type: UInt32 = URIDs.atom("Chunk")) {
    self.capacity = capacity
    memory = .allocate(byteCount: 8 + capacity + Self.guardBytes, alignment: 8)
    _ = memory.initializeMemory(as: UInt8.self, repeating: Self.guardByte)
    words[0] = UInt32(capacity)
    words[1] = type
  }

  /// A buffer for input that holds a sequence of the given bytes, its own head included.
  convenience init(sequence bytes: [UInt8], type: UInt32 = URIDs.atom("Sequence")) {
    self.init(capacity: bytes.count, type: type)
    UnsafeMutableRawBufferPointer(rebasing: memory[8...]).copyBytes(from: bytes)
  }

  /// A buffer for input that holds one event.
  convenience init(object words: [UInt32]) {
    self.init(sequence: [UInt8](repeating: 0, count: 8) + Self.event(words))
  }

  deinit { memory.deallocate() }

  static func bytes(_ word: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }

  /// An event that holds an object, `offset` frames into the block.
  static func event(_ words: [UInt32], offset: UInt64 = 0, type: String = "Object") -> [UInt8] {
    let time = [UInt32(truncatingIfNeeded: offset), UInt32(offset >> 32)]
    return (time + [UInt32(4 * words.count), URIDs.atom(type)] + words).flatMap(bytes)
  }

  /// The buffer as 32-bit words.
  var words: UnsafeMutableBufferPointer<UInt32> { memory.bindMemory(to: UInt32.self) }

  /// Whether everything behind the stated capacity is as it was.
  var isGuardIntact: Bool { memory[(8 + capacity)...].allSatisfy { $0 == Self.guardByte } }

  /// Whether nothing but the first `count` bytes has changed since the buffer was made.
  func isUntouched(behind count: Int) -> Bool {
    memory[count...].allSatisfy { $0 == Self.guardByte }
  }

  /// A property whose value is one word of `type`.
  static func property(_ key: UInt32, _ type: String, _ value: UInt32) -> [UInt32] {
    [key, 0, 4, URIDs.atom(type), value, 0]
  }
}

import CLV2

/// Writes messages into the host's buffer, inside the capacity the host has stated.
///
/// A message that has no room is not begun. All are at the block's first frame.
@safe
struct SequenceWriter {
  /// Bytes of a sequence's own head behind the atom's: unit and padding.
  private static let headBytes: UInt32 = 8
  /// Bytes of a property whose value is one word: key, context, atom, value, padding.
  private static let wordPropertyBytes: UInt32 = 24

  private let sequence: UnsafeMutablePointer<LV2_Atom_Sequence>
  private let vocabulary: Vocabulary
  private let capacity: UInt32

  /// Turns the buffer into an empty sequence; nil, and nothing written, where even that has no
  /// room.
  ///
  /// Before a run, the host states the capacity as the size of the atom that is there.
  @_noLocks
  init?(_ sequence: UnsafeMutablePointer<LV2_Atom_Sequence>, vocabulary: Vocabulary) {
    unsafe self.sequence = unsafe sequence
    self.vocabulary = vocabulary
    capacity = unsafe sequence.pointee.atom.size
    guard capacity >= Self.headBytes else { return nil }
    unsafe sequence.pointee = LV2_Atom_Sequence(
      atom: LV2_Atom(size: Self.headBytes, type: vocabulary.sequence),
      body: LV2_Atom_Sequence_Body(unit: 0, pad: 0))
  }

  /// Appends a `patch:Set` of the learned gain; false where it has no room.
  @_noLocks
  func tell(gainDecibels: Float) -> Bool {
    guard let message = unsafe begin(vocabulary.set, bodyBytes: 3 * Self.wordPropertyBytes) else {
      return false
    }
    unsafe putSubject(at: message, property: vocabulary.learnedGain)
    unsafe put(
      vocabulary.value, vocabulary.float, gainDecibels.bitPattern, at: message + 2 * 6)
    return true
  }

  /// Appends a `patch:Set` of the path of the reference; false where it has no room.
  @_noLocks
  func tell(reference: borrowing TakenProfiles) -> Bool {
    let bodyBytes = 2 * Self.wordPropertyBytes + pathPropertyBytes(reference)
    guard let message = unsafe begin(vocabulary.set, bodyBytes: bodyBytes) else { return false }
    unsafe putSubject(at: message, property: vocabulary.referenceProfile)
    unsafe put(vocabulary.value, reference, at: message + 2 * 6)
    return true
  }

  /// Appends a `patch:Put` of everything there is to tell; false where it has no room.
  @_noLocks
  func tell(gainDecibels: Float, reference: borrowing TakenProfiles) -> Bool {
    // The subject, then the body: key, context, atom, and an object of its own.
    let objectBytes = 8 + Self.wordPropertyBytes + pathPropertyBytes(reference)
    let bodyBytes = Self.wordPropertyBytes + 16 + objectBytes
    guard let message = unsafe begin(vocabulary.put, bodyBytes: bodyBytes) else { return false }
    unsafe put(vocabulary.subject, vocabulary.urid, vocabulary.plugin, at: message)
    let body = unsafe message + 6
    unsafe body[0] = vocabulary.body
    unsafe body[2] = objectBytes
    unsafe body[3] = vocabulary.object
    unsafe put(vocabulary.learnedGain, vocabulary.float, gainDecibels.bitPattern, at: body + 6)
    unsafe put(vocabulary.referenceProfile, reference, at: body + 12)
    return true
  }

  /// Appends the head of a message and clears its body, whose words are returned; nil where it has
  /// no room.
  @_noLocks
  private func begin(_ type: UInt32, bodyBytes: UInt32) -> UnsafeMutablePointer<UInt32>? {
    // Time stamp, atom head, object head.
    let eventBytes: UInt32 = 8 + 8 + 8 + bodyBytes
    let used = unsafe sequence.pointee.atom.size
    guard capacity - used >= eventBytes else { return nil }
    let event = unsafe UnsafeMutableRawPointer(sequence) + 8 + Int(used)
    let words = unsafe event.assumingMemoryBound(to: UInt32.self)
    unsafe words.update(repeating: 0, count: Int(eventBytes) / 4)
    unsafe words[2] = 8 + bodyBytes
    unsafe words[3] = vocabulary.object
    unsafe words[5] = type
    unsafe sequence.pointee.atom.size = used + eventBytes
    return unsafe words + 6
  }

  /// Writes the two properties that a `patch:Set` begins with.
  @_noLocks
  private func putSubject(at words: UnsafeMutablePointer<UInt32>, property: UInt32) {
    unsafe put(vocabulary.subject, vocabulary.urid, vocabulary.plugin, at: words)
    unsafe put(vocabulary.property, vocabulary.urid, property, at: words + 6)
  }

  /// Writes a property whose value is one word of `type`.
  @_noLocks
  private func put(
    _ key: UInt32, _ type: UInt32, _ value: UInt32, at words: UnsafeMutablePointer<UInt32>
  ) {
    unsafe words[0] = key
    unsafe words[2] = 4
    unsafe words[3] = type
    unsafe words[4] = value
  }

  /// Writes a property whose value is the path of the reference.
  @_noLocks
  private func put(
    _ key: UInt32, _ reference: borrowing TakenProfiles, at words: UnsafeMutablePointer<UInt32>
  ) {
    unsafe words[0] = key
    unsafe words[2] = UInt32(reference.pathByteCount + 1)
    unsafe words[3] = vocabulary.path
    let bytes = unsafe UnsafeMutableRawPointer(words + 4).assumingMemoryBound(to: UInt8.self)
    for i in 0...reference.pathByteCount { unsafe bytes[i] = reference.pathByte(at: i) }
  }

  /// The bytes of that property: key, context, atom, and the path with its closing zero, padded.
  @_noLocks
  private func pathPropertyBytes(_ reference: borrowing TakenProfiles) -> UInt32 {
    16 + (UInt32(reference.pathByteCount) + 8) & ~7
  }
}

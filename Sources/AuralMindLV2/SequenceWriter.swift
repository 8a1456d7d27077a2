import CLV2

/// Writes events into the host's buffer, inside the capacity the host has stated.
@safe
struct SequenceWriter {
  /// Bytes of a sequence's own head behind the atom's: unit and padding.
  private static let headBytes: UInt32 = 8

  private let sequence: UnsafeMutablePointer<LV2_Atom_Sequence>
  private let capacity: UInt32

  /// Turns the buffer into an empty sequence; nil, and nothing written, where even that has no
  /// room.
  ///
  /// Before a run, the host states the capacity as the size of the atom that is there.
  @_noLocks
  init?(_ sequence: UnsafeMutablePointer<LV2_Atom_Sequence>, sequenceType: UInt32) {
    unsafe self.sequence = unsafe sequence
    capacity = unsafe sequence.pointee.atom.size
    guard capacity >= Self.headBytes else { return nil }
    unsafe sequence.pointee = LV2_Atom_Sequence(
      atom: LV2_Atom(size: Self.headBytes, type: sequenceType),
      body: LV2_Atom_Sequence_Body(unit: 0, pad: 0))
  }

  /// Appends a `patch:Set` of the learned gain at the block's first frame; false, and nothing
  /// written, where there is no room.
  @_noLocks
  func append(gainDecibels: Float, _ vocabulary: Vocabulary) -> Bool {
    // Time stamp, atom head, object head, then three properties of key, context, atom, padding.
    let objectBytes: UInt32 = 8 + 3 * 24
    let eventBytes: UInt32 = 16 + objectBytes
    let used = unsafe sequence.pointee.atom.size
    guard capacity - used >= eventBytes else { return false }
    let event = unsafe UnsafeMutableRawPointer(sequence) + 8 + Int(used)
    let words = unsafe event.assumingMemoryBound(to: UInt32.self)
    unsafe words.update(repeating: 0, count: Int(eventBytes) / 4)
    unsafe words[2] = objectBytes
    unsafe words[3] = vocabulary.object
    unsafe words[5] = vocabulary.set
    unsafe put(vocabulary.subject, vocabulary.urid, vocabulary.plugin, at: words + 6)
    unsafe put(vocabulary.property, vocabulary.urid, vocabulary.learnedGain, at: words + 12)
    unsafe put(vocabulary.value, vocabulary.float, gainDecibels.bitPattern, at: words + 18)
    unsafe sequence.pointee.atom.size = used + eventBytes
    return true
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
}

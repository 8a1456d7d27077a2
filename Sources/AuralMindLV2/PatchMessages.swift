import CLV2

/// The conversation with the host: it asks for the learned gain, and hears when that has moved.
///
/// Atoms come from outside: every step is bounded by the sizes they claim, and those by the
/// sizes around them.
struct PatchMessages {
  /// The least change that is told unasked, in dB: what a meter with one decimal shows.
  private static let announcedStepDecibels: Float = 0.1

  private let vocabulary: Vocabulary
  private var announcedDecibels: Float = 0

  /// Creates a conversation in the host's numbers.
  init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// Answers what `control` asks and announces what has changed on `notify`; either may be nil.
  @_noLocks
  mutating func exchange(
    control: UnsafeMutablePointer<LV2_Atom_Sequence>?,
    notify: UnsafeMutablePointer<LV2_Atom_Sequence>?,
    gainDecibels: Float
  ) {
    guard let notify = unsafe notify else { return }
    let isAsked = if let control = unsafe control { unsafe isGainAsked(control) } else { false }
    let change = gainDecibels - announcedDecibels
    let isMoved = change > Self.announcedStepDecibels || change < -Self.announcedStepDecibels
    let writer = unsafe SequenceWriter(notify, sequenceType: vocabulary.sequence)
    guard let writer, isAsked || isMoved else { return }
    guard writer.append(gainDecibels: gainDecibels, vocabulary) else { return }
    announcedDecibels = gainDecibels
  }

  /// Whether a `patch:Get` in the sequence asks for the learned gain.
  @_noLocks
  private func isGainAsked(_ sequence: UnsafeMutablePointer<LV2_Atom_Sequence>) -> Bool {
    let head = unsafe sequence.pointee.atom
    guard head.type == vocabulary.sequence else { return false }
    let atoms = unsafe AtomBytes(
      start: UnsafeRawPointer(sequence) + AtomBytes.headBytes, count: Int(head.size))
    // The sequence's own head (unit, padding), then events: time stamp, atom, padding.
    var offset = 8
    var isAsked = false
    while let event = atoms.atom(at: offset + 8) {
      if event.type == vocabulary.object { isAsked = isGet(event.body) || isAsked }
      offset = event.end
    }
    return isAsked
  }

  /// Whether an object is a `patch:Get` of the learned gain, or of everything, of this plugin.
  @_noLocks
  private func isGet(_ object: AtomBytes) -> Bool {
    guard object.count >= 8, object.word(at: 4) == vocabulary.get else {
      return false
    }
    // The object's own head (id, type), then properties: key, context, atom, padding.
    var offset = 8
    while let value = object.atom(at: offset + 8) {
      let key = object.word(at: offset)
      let isNamed = value.type == vocabulary.urid && value.body.count >= 4
      let name = isNamed ? value.body.word(at: 0) : 0
      if key == vocabulary.property, name != vocabulary.learnedGain { return false }
      if key == vocabulary.subject, name != vocabulary.plugin { return false }
      offset = value.end
    }
    return true
  }
}

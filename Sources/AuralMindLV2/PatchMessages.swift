import CLV2

/// The conversation with the host: it asks for the learned gain and for the reference, sets the
/// reference, tells where its transport is, and hears when gain or reference have changed.
struct PatchMessages {
  /// The least change that is told unasked, in dB: what a meter with one decimal shows.
  private static let announcedStepDecibels: Float = 0.1

  /// Where the transport is, by the last word of what was read; nil where nothing was said of it.
  private(set) var position: TimePosition?

  private let vocabulary: Vocabulary
  private var announcedDecibels: Float = 0
  private var isGainAsked = false
  private var isReferenceAsked = false
  private var isEverythingAsked = false

  /// Creates a conversation in the host's numbers.
  init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// Reads what `control`, which may be nil, asks and sets; whether a reference was set that can be
  /// one, which then is in `request`.
  @_noLocks
  mutating func read(
    control: UnsafeMutablePointer<LV2_Atom_Sequence>?, into request: borrowing PathRequest
  ) -> Bool {
    position = nil
    isGainAsked = false
    isReferenceAsked = false
    isEverythingAsked = false
    guard let control = unsafe control else { return false }
    let head = unsafe control.pointee.atom
    guard head.type == vocabulary.sequence else { return false }
    let atoms = unsafe AtomBytes(
      start: UnsafeRawPointer(control) + AtomBytes.headBytes, count: Int(head.size))
    // The sequence's own head (unit, padding), then events: time stamp, atom, padding.
    var offset = 8
    var isSet = false
    while let event = atoms.atom(at: offset + 8) {
      if event.type == vocabulary.object,
        let message = PatchMessage(event.body, vocabulary: vocabulary)
      {
        isSet = heed(message, request) || isSet
      }
      if event.type == vocabulary.object || event.type == vocabulary.blank,
        let told = TimePosition(
          event.body, offset: atoms.long(at: offset), vocabulary: vocabulary)
      {
        position = told
      }
      offset = event.end
    }
    return isSet
  }

  /// Takes a message to heart; whether it sets a reference that can be one.
  @_noLocks
  private mutating func heed(_ message: PatchMessage, _ request: borrowing PathRequest) -> Bool {
    switch (message.kind, message.property) {
    case (.get, nil): isEverythingAsked = true
    case (.get, vocabulary.learnedGain): isGainAsked = true
    case (.get, vocabulary.referenceProfile): isReferenceAsked = true
    case (.set, vocabulary.referenceProfile):
      if let path = message.path, request.set(path) { return true }
      // What cannot be a path is answered by the one that stays in use.
      isReferenceAsked = true
    default: break
    }
    return false
  }

  /// Answers and announces on `notify`, which may be nil.
  ///
  /// News that has no room there is told next time; an answer is not.
  @_noLocks
  mutating func write(
    notify: UnsafeMutablePointer<LV2_Atom_Sequence>?, gainDecibels: Float,
    reference: inout TakenProfiles
  ) {
    guard let notify = unsafe notify,
      let writer = unsafe SequenceWriter(notify, vocabulary: vocabulary)
    else { return }
    if isEverythingAsked, writer.tell(gainDecibels: gainDecibels, reference: reference) {
      announcedDecibels = gainDecibels
      reference.isReferenceNews = false
    }
    let change = gainDecibels - announcedDecibels
    let isMoved = change > Self.announcedStepDecibels || change < -Self.announcedStepDecibels
    if isGainAsked || isMoved, writer.tell(gainDecibels: gainDecibels) {
      announcedDecibels = gainDecibels
    }
    if isReferenceAsked || reference.isReferenceNews, writer.tell(reference: reference) {
      reference.isReferenceNews = false
    }
  }
}

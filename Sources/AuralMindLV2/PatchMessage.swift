/// One message of the host to this plugin.
///
/// Atoms come from outside: every step is bounded by the sizes they claim, and those by the
/// sizes around them.
struct PatchMessage {
  /// What a message wants.
  enum Kind {
    case get, set
  }

  /// What it wants.
  let kind: Kind
  /// The property it is about; nil where it is about all.
  private(set) var property: UInt32?
  /// The path or text it carries.
  private(set) var path: AtomBytes?

  /// Reads an object; nil where it is no message of a kind that is known, or is for somebody else.
  @_noLocks
  init?(_ object: AtomBytes, vocabulary: Vocabulary) {
    guard object.count >= 8 else { return nil }
    switch object.word(at: 4) {
    case vocabulary.get: kind = .get
    case vocabulary.set: kind = .set
    default: return nil
    }
    // The object's own head (id, type), then properties: key, context, atom, padding.
    var offset = 8
    while let value = object.atom(at: offset + 8) {
      let key = object.word(at: offset)
      let isNamed = value.type == vocabulary.urid && value.body.count >= 4
      let name = isNamed ? value.body.word(at: 0) : 0
      if key == vocabulary.property { property = name }
      if key == vocabulary.subject, name != vocabulary.plugin { return nil }
      let isText = value.type == vocabulary.path || value.type == vocabulary.string
      if key == vocabulary.value, isText { path = value.body }
      offset = value.end
    }
  }
}

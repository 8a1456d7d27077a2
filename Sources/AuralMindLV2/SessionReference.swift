/// What a session says of the reference that was set by hand.
struct SessionReference {
  /// What stands for the content where there is no reference: a comment, in a profile's words.
  private static let none: StaticString = "* none\n"

  /// The path of its file; empty where there is none or nobody knows it.
  let path: [UInt8]
  /// The bytes of its file; nil where the session has not kept them.
  let content: [UInt8]?

  /// Puts together what the session has; nil where it says nothing of a reference.
  init?(path: [UInt8]?, content: [UInt8]?) {
    guard path != nil || content != nil else { return nil }
    let isNone = content == Self.stored([])
    self.path = isNone ? [] : path ?? []
    self.content = isNone ? nil : content
  }

  /// The stored form of a content, which may be empty.
  static func stored(_ content: [UInt8]) -> [UInt8] {
    guard content.isEmpty else { return content }
    var bytes: [UInt8] = []
    append(none, to: &bytes)
    return bytes
  }
}

/// The names this plugin is known by and the names it knows.
enum URI {
  /// The plugin.
  static let plugin: StaticString = "urn:auralmind:mastering"
  /// State property: what the governor has learned.
  static let learned: StaticString = "urn:auralmind:mastering#learned"
  /// Patch property: the gain the governor has arrived at, in dB.
  static let learnedGain: StaticString = "urn:auralmind:mastering#learnedGain"

  /// Feature: URIs become numbers.
  static let uridMap: StaticString = "http://lv2plug.in/ns/ext/urid#map"
  /// Extension: saved sessions.
  static let stateInterface: StaticString = "http://lv2plug.in/ns/ext/state#interface"

  /// Atom type: bytes.
  static let atomChunk: StaticString = "http://lv2plug.in/ns/ext/atom#Chunk"
  /// Atom type: 32-bit floating point.
  static let atomFloat: StaticString = "http://lv2plug.in/ns/ext/atom#Float"
  /// Atom type: properties and values.
  static let atomObject: StaticString = "http://lv2plug.in/ns/ext/atom#Object"
  /// Atom type: events in time.
  static let atomSequence: StaticString = "http://lv2plug.in/ns/ext/atom#Sequence"
  /// Atom type: a mapped URI.
  static let atomURID: StaticString = "http://lv2plug.in/ns/ext/atom#URID"

  /// Message: asks for a property.
  static let patchGet: StaticString = "http://lv2plug.in/ns/ext/patch#Get"
  /// Message: tells a property.
  static let patchSet: StaticString = "http://lv2plug.in/ns/ext/patch#Set"
  /// The property a message is about.
  static let patchProperty: StaticString = "http://lv2plug.in/ns/ext/patch#property"
  /// The thing a message is about.
  static let patchSubject: StaticString = "http://lv2plug.in/ns/ext/patch#subject"
  /// The value a message carries.
  static let patchValue: StaticString = "http://lv2plug.in/ns/ext/patch#value"
}

/// Whether a C string, which may be missing, spells `expected`.
func spells(_ text: UnsafePointer<CChar>?, _ expected: StaticString) -> Bool {
  guard let text = unsafe text else { return false }
  // Stops at the first difference, so it never reads past the end of `text`.
  for i in 0...expected.utf8CodeUnitCount
  where unsafe UInt8(bitPattern: text[i]) != expected.utf8Start[i] { return false }
  return true
}

/// The C string of a literal: literals end in a zero byte.
func cString(_ literal: StaticString) -> UnsafePointer<CChar> {
  unsafe UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)
}

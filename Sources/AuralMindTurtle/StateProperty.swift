import Foundation

/// A property of the plugin's state, as a host's session keeps it: bytes under a name.
public struct StateProperty: Sendable, Equatable {
  /// The name in the plugin's own vocabulary, such as `referenceContent`.
  public let name: String
  /// The bytes.
  public let bytes: [UInt8]

  /// Creates a property.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The statement that lilv makes of an `atom:Chunk`, inside the brackets of a state.
  ///
  /// lilv breaks the lines, and sord_validate takes breaks for a fault, so there are none.
  var turtle: String {
    "\t\tauralmind:\(name) \"\(Data(bytes).base64EncodedString())\"^^xsd:base64Binary"
  }
}

import CLV2
import Synchronization

/// A host's numbers for URIs, the same for every instance.
enum URIDs {
  private static let known = Mutex<[String]>([])

  /// The number of a URI, from 1.
  static func number(_ uri: String) -> UInt32 {
    known.withLock { known in
      if let index = known.firstIndex(of: uri) { return UInt32(index + 1) }
      known.append(uri)
      return UInt32(known.count)
    }
  }

  /// The function a host hands to plugins.
  static let map: @convention(c) (LV2_URID_Map_Handle?, UnsafePointer<CChar>?) -> UInt32 = {
    $1.map { number(String(cString: $0)) } ?? 0
  }

  /// `atom:` and its type's name.
  static func atom(_ name: String) -> UInt32 { number("http://lv2plug.in/ns/ext/atom#\(name)") }
  /// `patch:` and its name.
  static func patch(_ name: String) -> UInt32 { number("http://lv2plug.in/ns/ext/patch#\(name)") }
  /// `time:` and its name.
  static func time(_ name: String) -> UInt32 { number("http://lv2plug.in/ns/ext/time#\(name)") }
  /// The plugin's own property.
  static func own(_ name: String) -> UInt32 { number("urn:auralmind:mastering#\(name)") }
  /// The plugin.
  static var plugin: UInt32 { number("urn:auralmind:mastering") }
}

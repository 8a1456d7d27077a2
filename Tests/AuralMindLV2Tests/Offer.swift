import CLV2

/// What a host offers to an instance, in memory that stays as long as this.
final class Offer {
  private var list: [UnsafePointer<LV2_Feature>?] = []
  private var texts: [UnsafeMutablePointer<CChar>] = []
  private let map = UnsafeMutablePointer<LV2_URID_Map>.allocate(capacity: 1)
  /// Longer than the entry of nothing that ends a list of options.
  private let options = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 8)

  /// Begins with nothing.
  init() {
    map.initialize(to: LV2_URID_Map(handle: nil, map: URIDs.map))
    options.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit {
    for case let feature? in list { feature.deallocate() }
    for text in texts { text.deallocate() }
    map.deallocate()
    options.deallocate()
  }

  /// Adds a feature; either part may be missing, as hosts have been seen to leave it.
  func add(_ uri: String?, _ data: UnsafeMutableRawPointer?) {
    let text = uri.map { uri in
      let bytes = uri.utf8CString
      let text = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      for (index, byte) in bytes.enumerated() { text[index] = byte }
      texts.append(text)
      return text
    }
    let feature = UnsafeMutablePointer<LV2_Feature>.allocate(capacity: 1)
    feature.initialize(to: LV2_Feature(URI: text.map { UnsafePointer($0) }, data: data))
    list.append(UnsafePointer(feature))
  }

  /// Adds what that kind of host offers.
  func add(_ features: Plugin.Features) {
    let uri = "http://lv2plug.in/ns/ext/urid#map"
    switch features {
    case .none, .empty: break
    case .oddMap:
      add(nil, map)
      add("urn:unknown", nil)
      add(uri, map)
      add(uri, nil)
    case .map: add(uri, map)
    case .mapWithoutData: add(uri, nil)
    case .many:
      for name in Self.promises { add("http://lv2plug.in/ns/\(name)", nil) }
      // A list of options that holds its end alone.
      add("http://lv2plug.in/ns/ext/options#options", options.baseAddress)
      add(uri, map)
    }
  }

  /// Features that carry nothing, as Carla lists them.
  private static let promises = [
    "ext/buf-size#boundedBlockLength", "ext/buf-size#powerOf2BlockLength",
    "ext/buf-size#boundedBlockLength", "lv2core#isLive", "lv2core#inPlaceBroken",
    "lv2core#hardRTCapable", "ext/port-props#supportsStrictBounds", "ext/state#loadDefaultState",
    "ext/state#threadSafeRestore",
  ]

  /// Calls `body` with the list.
  func withList<R>(_ body: (UnsafePointer<UnsafePointer<LV2_Feature>?>) -> R) -> R {
    body(list + [nil])
  }
}

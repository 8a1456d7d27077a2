import CLV2

/// A session as a host keeps it: properties by number.
final class Session {
  /// One property.
  struct Property: Equatable {
    var bytes: [UInt8]
    var type: UInt32
    var flags: UInt32
  }

  var properties: [UInt32: Property] = [:]
  /// What the host has lent to the plugin; it stays valid until the session goes.
  fileprivate var lent: [UnsafeMutableRawBufferPointer] = []

  deinit {
    for buffer in lent { buffer.deallocate() }
  }

  /// The function that a host hands to `save`.
  static let store: LV2_State_Store_Function = { handle, key, value, size, type, flags in
    guard let handle, let value else { return LV2_STATE_ERR_UNKNOWN }
    Unmanaged<Session>.fromOpaque(handle).takeUnretainedValue().properties[key] =
      Session.Property(
        bytes: Array(UnsafeRawBufferPointer(start: value, count: size)), type: type, flags: flags)
    return LV2_STATE_SUCCESS
  }

  /// The function that a host hands to `restore`.
  static let retrieve: LV2_State_Retrieve_Function = { handle, key, size, type, flags in
    guard let handle else { return nil }
    let session = Unmanaged<Session>.fromOpaque(handle).takeUnretainedValue()
    guard let property = session.properties[key] else { return nil }
    // Exactly as long as the property, so that a sanitizer sees every step beyond it.
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: property.bytes.count, alignment: 1)
    buffer.copyBytes(from: property.bytes)
    session.lent.append(buffer)
    size?.pointee = property.bytes.count
    type?.pointee = property.type
    flags?.pointee = property.flags
    return UnsafeRawPointer(buffer.baseAddress)
  }

  /// The plugin's own property of that name.
  subscript(name: String) -> Property? {
    get { properties[URIDs.own(name)] }
    set { properties[URIDs.own(name)] = newValue }
  }

  /// What the governor has learned.
  var learned: Property? {
    get { properties[URIDs.own("learned")] }
    set { properties[URIDs.own("learned")] = newValue }
  }

  /// A session with that property alone.
  convenience init(learned: Property?) {
    self.init()
    self.learned = learned
  }
}

extension Plugin {
  private var interface: UnsafePointer<LV2_State_Interface>? {
    descriptor.pointee.extension_data("http://lv2plug.in/ns/ext/state#interface")?
      .assumingMemoryBound(to: LV2_State_Interface.self)
  }

  /// Saves, as a host does.
  func save(paths: PathMapper? = nil) -> (status: LV2_State_Status?, session: Session) {
    let session = Session()
    let save = interface?.pointee.save
    func call(_ features: UnsafePointer<UnsafePointer<LV2_Feature>?>?) -> LV2_State_Status? {
      save?(
        handle, Session.store, Unmanaged.passUnretained(session).toOpaque(), 0, features)
    }
    return (paths.map { $0.offer.withList(call) } ?? call(nil), session)
  }

  /// Restores, as a host does.
  @discardableResult
  func restore(_ session: Session, paths: PathMapper? = nil) -> LV2_State_Status? {
    let restore = interface?.pointee.restore
    func call(_ features: UnsafePointer<UnsafePointer<LV2_Feature>?>?) -> LV2_State_Status? {
      restore?(
        handle, Session.retrieve, Unmanaged.passUnretained(session).toOpaque(), 0, features)
    }
    return paths.map { $0.offer.withList(call) } ?? call(nil)
  }

  /// A plugin that has listened to noise for `seconds`, so that it has learned something.
  static func experienced(seconds: Double, seed: UInt64 = 1) throws -> Plugin? {
    guard let plugin = try Plugin() else { return nil }
    plugin.activate()
    _ = plugin.process(.noise(Int(seconds * 48_000), seed: seed, amplitude: 0.1))
    plugin.deactivate()
    return plugin
  }
}

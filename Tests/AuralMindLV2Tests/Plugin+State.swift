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
  func save() -> (status: LV2_State_Status?, session: Session) {
    let session = Session()
    let status = interface?.pointee.save(
      handle,
      { handle, key, value, size, type, flags in
        guard let handle, let value else { return LV2_STATE_ERR_UNKNOWN }
        Unmanaged<Session>.fromOpaque(handle).takeUnretainedValue().properties[key] =
          Session.Property(
            bytes: Array(UnsafeRawBufferPointer(start: value, count: size)), type: type,
            flags: flags)
        return LV2_STATE_SUCCESS
      }, Unmanaged.passUnretained(session).toOpaque(), 0, nil)
    return (status, session)
  }

  /// Restores, as a host does.
  @discardableResult
  func restore(_ session: Session) -> LV2_State_Status? {
    interface?.pointee.restore(
      handle,
      { handle, key, size, type, flags in
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
      }, Unmanaged.passUnretained(session).toOpaque(), 0, nil)
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

import CLilv

/// A session as a host keeps it: properties by number, the bytes exactly as the plugin gave them.
final class Session {
  /// One property.
  struct Property: Equatable {
    var bytes: [UInt8]
    var type: UInt32
  }

  var properties: [UInt32: Property] = [:]
  private var lent: [UnsafeMutableRawBufferPointer] = []

  init() {}

  /// What an instance saves.
  init(of instance: Instance) {
    _ = instance.state?.pointee.save?(
      instance.instance.pointee.lv2_handle,
      { handle, key, value, size, type, _ in
        guard let handle, let value else { return LV2_STATE_ERR_UNKNOWN }
        Unmanaged<Session>.fromOpaque(handle).takeUnretainedValue().properties[key] = Property(
          bytes: Array(UnsafeRawBufferPointer(start: value, count: size)), type: type)
        return LV2_STATE_SUCCESS
      }, Unmanaged.passUnretained(self).toOpaque(), 0, nil)
  }

  deinit { for buffer in lent { buffer.deallocate() } }

  /// Gives an instance what is kept.
  @discardableResult
  func restore(to instance: Instance) -> LV2_State_Status? {
    instance.state?.pointee.restore?(
      instance.instance.pointee.lv2_handle,
      { handle, key, size, type, flags in
        guard let handle else { return nil }
        let session = Unmanaged<Session>.fromOpaque(handle).takeUnretainedValue()
        guard let property = session.properties[key] else { return nil }
        let buffer = UnsafeMutableRawBufferPointer.allocate(
          byteCount: property.bytes.count, alignment: 8)
        buffer.copyBytes(from: property.bytes)
        session.lent.append(buffer)
        size?.pointee = property.bytes.count
        type?.pointee = property.type
        flags?.pointee = LV2_STATE_IS_POD.rawValue | LV2_STATE_IS_PORTABLE.rawValue
        return UnsafeRawPointer(buffer.baseAddress)
      }, Unmanaged.passUnretained(self).toOpaque(), 0, nil)
  }

  /// The same with properties gone, cut, lengthened, changed, or of another type.
  func damaged(_ chance: inout Chance) -> Session {
    let damaged = Session()
    damaged.properties = properties
    for key in properties.keys.sorted() where chance.below(2) == 0 {
      guard var property = properties[key] else { continue }
      let count = property.bytes.count
      switch chance.below(6) {
      case 0:
        damaged.properties[key] = nil
        continue
      case 1: property.type = UInt32(chance.below(40))
      case 2: property.bytes.removeLast(chance.below(count + 1))
      case 3: property.bytes += (0..<chance.below(64)).map { _ in UInt8(chance.below(256)) }
      case 4: property.bytes = []
      default:
        for _ in 0...chance.below(8) where count > 0 {
          property.bytes[chance.below(count)] = UInt8(chance.below(256))
        }
      }
      damaged.properties[key] = property
    }
    return damaged
  }
}

extension Instance {
  /// How the plugin saves and restores; nil where it does not.
  var state: UnsafePointer<LV2_State_Interface>? {
    lilv_instance_get_extension_data(instance, URI.state)?
      .assumingMemoryBound(to: LV2_State_Interface.self)
  }
}

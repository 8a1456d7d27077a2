import CLV2

/// The options of a host, in memory that stays as long as this.
final class HostOptionList {
  /// What an option's value is; of the type whose name is given, whatever the bytes are.
  struct Option {
    var name = "http://lv2plug.in/ns/ext/parameters#sampleRate"
    var type = "Float"
    var bytes: [UInt8]?
    var isOfInstance = true

    /// A rate in Hz, as most hosts tell it.
    static func rate(_ rate: Float) -> Option {
      Option(bytes: withUnsafeBytes(of: rate) { Array($0) })
    }

    /// The same with twice the bits.
    static func rate(_ rate: Double) -> Option {
      Option(type: "Double", bytes: withUnsafeBytes(of: rate) { Array($0) })
    }
  }

  /// The list, as a host passes it.
  let list: UnsafeMutablePointer<LV2_Options_Option>
  private var values: [UnsafeMutableRawBufferPointer] = []

  /// The options that are given, then the end.
  init(_ options: [Option]) {
    list = .allocate(capacity: options.count + 1)
    for (index, option) in options.enumerated() {
      let value = option.bytes.map { bytes in
        let value = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        value.copyBytes(from: bytes)
        values.append(value)
        return value
      }
      (list + index).initialize(
        to: LV2_Options_Option(
          context: option.isOfInstance ? LV2_OPTIONS_INSTANCE : LV2_OPTIONS_PORT, subject: 0,
          key: URIDs.number(option.name), size: UInt32(value?.count ?? 0),
          type: URIDs.atom(option.type), value: UnsafeRawPointer(value?.baseAddress)))
    }
    (list + options.count).initialize(to: LV2_Options_Option())
  }

  deinit {
    for value in values { value.deallocate() }
    list.deallocate()
  }
}

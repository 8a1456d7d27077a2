import CLilv
import Foundation

extension Instance {
  /// What a host writes into its session: values of ports and the plugin's state, as Turtle.
  var text: String? {
    var map = URIDMap.shared.map
    var unmap = URIDMap.shared.unmap
    let state = lilv_state_new_from_instance(
      plugin.plugin, instance, &map, nil, nil, nil, nil,
      { symbol, instance, size, type in
        guard let symbol, let instance else { return nil }
        let owner = Unmanaged<Instance>.fromOpaque(instance).takeUnretainedValue()
        size?.pointee = 4
        type?.pointee = URIDMap.shared.number(of: URI.float)
        return UnsafeRawPointer(owner.values + owner.plugin.index(String(cString: symbol)))
      }, Unmanaged.passUnretained(self).toOpaque(),
      LV2_STATE_IS_POD.rawValue | LV2_STATE_IS_PORTABLE.rawValue, nil)
    guard let state else { return nil }
    defer { lilv_state_free(state) }
    let text = lilv_state_to_string(plugin.world, &map, &unmap, state, "urn:state", nil)
    defer { free(text) }
    return text.map { String(cString: $0) }
  }

  /// Takes over what a host has read from its session.
  func restore(text: String) -> Bool {
    var map = URIDMap.shared.map
    guard let state = lilv_state_new_from_string(plugin.world, &map, text) else { return false }
    defer { lilv_state_free(state) }
    restore(state)
    return true
  }

  /// Takes over a state that lilv has read.
  func restore(_ state: OpaquePointer) {
    lilv_state_restore(
      state, instance,
      { symbol, instance, value, size, _ in
        guard let symbol, let instance, let value, size == 4 else { return }
        let owner = Unmanaged<Instance>.fromOpaque(instance).takeUnretainedValue()
        owner[String(cString: symbol)] = value.loadUnaligned(as: Float.self)
      }, Unmanaged.passUnretained(self).toOpaque(), 0, nil)
  }
}

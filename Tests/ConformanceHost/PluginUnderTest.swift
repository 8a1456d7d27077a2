import CLilv
import Foundation

/// A plugin as its bundle describes it, found by lilv in `LV2_PATH`.
///
/// Nothing in it changes once it is loaded, so all threads may look at it.
final class PluginUnderTest: @unchecked Sendable {
  /// What a port is for.
  enum Kind { case audioInput, audioOutput, control, meter, eventInput, eventOutput }

  /// One port.
  struct Port {
    let symbol: String
    let kind: Kind
    let lowest: Float
    let highest: Float
    let initial: Float
  }

  let world: OpaquePointer
  let plugin: OpaquePointer
  let ports: [Port]

  /// Loads every bundle of `LV2_PATH`; nil where the plugin is not among them.
  init?(uri: String) {
    guard let world = lilv_world_new() else { return nil }
    lilv_world_load_all(world)
    let name = lilv_new_uri(world, uri)
    defer { lilv_node_free(name) }
    guard let plugin = lilv_plugins_get_by_uri(lilv_world_get_all_plugins(world), name) else {
      return nil
    }
    self.world = world
    self.plugin = plugin
    let count = Int(lilv_plugin_get_num_ports(plugin))
    let lowest = UnsafeMutablePointer<Float>.allocate(capacity: count)
    let highest = UnsafeMutablePointer<Float>.allocate(capacity: count)
    let initial = UnsafeMutablePointer<Float>.allocate(capacity: count)
    defer { for range in [lowest, highest, initial] { range.deallocate() } }
    lilv_plugin_get_port_ranges_float(plugin, lowest, highest, initial)
    func isA(_ port: OpaquePointer?, _ name: String) -> Bool {
      let node = lilv_new_uri(world, name)
      defer { lilv_node_free(node) }
      return lilv_port_is_a(plugin, port, node)
    }
    ports = (0..<count).map { index in
      let port = lilv_plugin_get_port_by_index(plugin, UInt32(index))
      let isInput = isA(port, LILV_URI_INPUT_PORT)
      let kind: Kind =
        isA(port, LILV_URI_AUDIO_PORT)
        ? (isInput ? .audioInput : .audioOutput)
        : isA(port, LILV_URI_CONTROL_PORT)
          ? (isInput ? .control : .meter) : (isInput ? .eventInput : .eventOutput)
      return Port(
        symbol: String(cString: lilv_node_as_string(lilv_port_get_symbol(plugin, port))),
        kind: kind, lowest: lowest[index], highest: highest[index], initial: initial[index])
    }
  }

  deinit { lilv_world_free(world) }

  /// The ports of a kind, by index.
  func indices(_ kind: Kind) -> [Int] { ports.indices.filter { ports[$0].kind == kind } }

  /// The port of that symbol, which has to be there.
  func index(_ symbol: String) -> Int {
    guard let index = ports.firstIndex(where: { $0.symbol == symbol }) else {
      fatalError("there is no port \(symbol)")
    }
    return index
  }
}

import CLilv
import Foundation

/// A plugin as its bundle describes it.
final class Plugin {
  /// What a port is for.
  enum Kind { case audioInput, audioOutput, control, meter, eventInput, eventOutput }

  /// One port.
  struct Port {
    let symbol: String
    let kind: Kind
    let initial: Float
    /// The bytes that events want at least.
    let leastBytes: Int
  }

  /// As lilv has it.
  let plugin: OpaquePointer
  /// Its ports, by their index.
  let ports: [Port]
  /// The port that tells the latency; nil where there is none.
  let latencyPort: Int?
  /// The file of the code, in bytes.
  let binaryBytes: Int
  /// Where the bundle lies.
  let bundle: String
  private let owner: PluginWorld

  init(_ plugin: OpaquePointer, in owner: PluginWorld) {
    self.plugin = plugin
    self.owner = owner
    let world = owner.world
    let count = Int(lilv_plugin_get_num_ports(plugin))
    var initial = [Float](repeating: 0, count: count)
    lilv_plugin_get_port_ranges_float(plugin, nil, nil, &initial)
    func isA(_ port: OpaquePointer?, _ name: String) -> Bool {
      let node = lilv_new_uri(world, name)
      defer { lilv_node_free(node) }
      return lilv_port_is_a(plugin, port, node)
    }
    func leastBytes(_ port: OpaquePointer?) -> Int {
      let name = lilv_new_uri(world, URI.minimumSize)
      defer { lilv_node_free(name) }
      guard let size = lilv_port_get(plugin, port, name) else { return 0 }
      defer { lilv_node_free(size) }
      return Int(lilv_node_as_int(size))
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
        kind: kind, initial: initial[index].isFinite ? initial[index] : 0,
        leastBytes: leastBytes(port))
    }
    latencyPort =
      lilv_plugin_has_latency(plugin)
      ? Int(lilv_plugin_get_latency_port_index(plugin)) : nil
    func path(_ node: OpaquePointer?) -> String {
      guard let text = lilv_file_uri_parse(lilv_node_as_uri(node), nil) else { return "" }
      defer { lilv_free(text) }
      return String(cString: text)
    }
    let library = URL(filePath: path(lilv_plugin_get_library_uri(plugin)))
    let size = try? library.resolvingSymlinksInPath().resourceValues(forKeys: [.fileSizeKey])
    binaryBytes = size?.fileSize ?? 0
    bundle = path(lilv_plugin_get_bundle_uri(plugin))
  }

  /// The ports of a kind, by index.
  func indices(_ kind: Kind) -> [Int] { ports.indices.filter { ports[$0].kind == kind } }

  /// The port of that symbol.
  func index(_ symbol: String) -> Int? { ports.firstIndex { $0.symbol == symbol } }
}

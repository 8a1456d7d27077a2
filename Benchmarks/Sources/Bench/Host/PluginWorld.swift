import CLilv
import Foundation

/// The plugins of this machine, as their bundles describe them.
final class PluginWorld {
  /// As lilv has it.
  let world: OpaquePointer

  /// Loads the bundle that is told before all others, so that an installed one does not stand in for it.
  ///
  /// - Parameters:
  ///   - bundle: The folder of the bundle.
  ///   - isAlone: Whether no other is loaded.
  /// - Throws: Where there is no such bundle.
  init(bundle: String, isAlone: Bool = false) throws(BenchFault) {
    guard let world = lilv_world_new() else { throw .noWorld }
    self.world = world
    guard let path = realpath(bundle, nil) else { throw .noBundle(bundle) }
    defer { free(path) }
    let uri = lilv_new_file_uri(world, nil, String(cString: path) + "/")
    lilv_world_load_bundle(world, uri)
    lilv_node_free(uri)
    if !isAlone { lilv_world_load_all(world) }
  }

  deinit { lilv_world_free(world) }

  /// The plugin of a URI; nil where it is not installed.
  func plugin(_ uri: String) -> Plugin? {
    let name = lilv_new_uri(world, uri)
    defer { lilv_node_free(name) }
    return lilv_plugins_get_by_uri(lilv_world_get_all_plugins(world), name).map {
      Plugin($0, in: self)
    }
  }
}

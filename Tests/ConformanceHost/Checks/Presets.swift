import CLilv

/// Loads every preset of the bundle, as a host does from its menu.
func checkPresets(_ plugin: PluginUnderTest, _ findings: Findings) {
  let world = plugin.world
  let kind = lilv_new_uri(world, URI.preset)
  let label = lilv_new_uri(world, URI.label)
  defer {
    lilv_node_free(kind)
    lilv_node_free(label)
  }
  guard let presets = lilv_plugin_get_related(plugin.plugin, kind) else { return }
  defer { lilv_nodes_free(presets) }
  guard let instance = Instance(plugin) else { return findings.add("refused") }
  instance.activate()
  var chance = Chance(seed: 10)
  var labels: Set<String> = []
  var map = URIDMap.shared.map
  var place = lilv_nodes_begin(presets)
  while !lilv_nodes_is_end(presets, place) {
    let preset = lilv_nodes_get(presets, place)
    place = lilv_nodes_next(presets, place)
    let uri = String(cString: lilv_node_as_string(preset))
    lilv_world_load_resource(world, preset)
    guard let name = lilv_world_get(world, preset, label, nil) else {
      findings.add("\(uri) has no label")
      continue
    }
    labels.insert(String(cString: lilv_node_as_string(name)))
    lilv_node_free(name)
    guard let state = lilv_state_new_from_world(world, &map, preset) else {
      findings.add("\(uri) cannot be loaded")
      continue
    }
    // Far from what any preset asks for, so that what is there afterwards is the preset's.
    for port in plugin.indices(.control) { instance.values[port] = .nan }
    instance.restore(state)
    lilv_state_free(state)
    for port in plugin.indices(.control) where !instance.values[port].isNaN {
      let range = plugin.ports[port]
      findings.expect(
        instance.values[port] >= range.lowest && instance.values[port] <= range.highest,
        "\(uri): \(range.symbol) = \(instance.values[port])")
    }
    findings.expect(
      plugin.indices(.control).contains { !instance.values[$0].isNaN }, "\(uri) sets nothing")
    findings.examine(instance.process(chance.programme(frames: 24_000)), uri)
    findings.count()
  }
  findings.expect(labels.count == findings.cases, "labels are not all different")
}

/// A plugin with the settings it is measured at.
struct Contender: Hashable {
  /// What it is called on a command line and in a table of figures.
  let key: String
  /// What people read.
  let name: String
  /// The URI of its plugin.
  let uri: String
  /// The Debian package it comes in; empty for ours.
  let package: String
  /// Ports by their symbols; those that are not named keep their initial value.
  let settings: [String: Float]

  static func == (first: Contender, second: Contender) -> Bool { first.key == second.key }

  func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// An instance of it.
  func open(in world: PluginWorld, sampleRate: Double) throws(BenchFault) -> Instance {
    try Instance(plugin(in: world), sampleRate: sampleRate, settings: settings)
  }

  /// Its plugin.
  func plugin(in world: PluginWorld) throws(BenchFault) -> Plugin {
    guard let plugin = world.plugin(uri) else { throw .notInstalled(package) }
    return plugin
  }
}

import CLilv

/// Instantiates one setup several times and tells what that cost, in a line for `InstanceTable`.
struct StartCommand {
  private static let furtherInstances = 4

  private let options: Options

  init(_ options: Options) { self.options = options }

  /// Starts and prints.
  func run() throws(BenchFault) {
    let contender = try Contender.named(options.subject)
    let world = try PluginWorld(options)
    let plugin = try contender.plugin(in: world)
    var start = Start()
    var instances: [Instance] = []
    var further: [(seconds: Double, bytes: Double)] = []
    for turn in 0...Self.furtherInstances {
      let before = heap_bytes_in_use()
      let instance = try contender.open(in: world, sampleRate: options.mainRate)
      let bytes = Double(heap_bytes_in_use()) - Double(before) - Double(instance.hostBytes)
      if turn == 0 { start.firstSeconds = instance.startSeconds }
      if turn > 0 { further.append((instance.startSeconds, bytes)) }
      instances.append(instance)
    }
    start.furtherSeconds = further.map(\.seconds).median
    start.heapBytes = further.map(\.bytes).median
    start.binaryBytes = Double(plugin.binaryBytes)
    print(start.line)
    withExtendedLifetime(instances) {}
  }
}

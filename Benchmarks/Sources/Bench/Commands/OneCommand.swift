/// Runs one setup and nothing else: what callgrind counts, or a profiler looks at.
struct OneCommand {
  private let options: Options

  init(_ options: Options) { self.options = options }

  /// Runs.
  func run() throws(BenchFault) {
    let contender = try Contender.named(options.subject)
    let world = try PluginWorld(
      bundle: options.bundle, isAlone: contender.uri == Contender.ourURI)
    let instance = try contender.open(in: world, sampleRate: options.mainRate)
    let programme = Programme(seconds: options.seconds, sampleRate: options.mainRate)
    instance.count(
      programme, block: options.blocks[0], from: Int(options.countedFrom * options.mainRate))
  }
}

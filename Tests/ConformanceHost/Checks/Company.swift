import Synchronization
import TestThreads

/// Thirty-two instances at once in four threads: each sounds as if it were alone.
func checkCrowd(_ plugin: PluginUnderTest, _ findings: Findings) {
  // lilv counts users of a library without a lock; plugins are opened one at a time, then run at once.
  let door = Mutex(())
  @Sendable func open(_ number: Int) -> Instance? {
    door.withLock { _ in
      let instance = Instance(plugin, rate: number % 3 == 0 ? 44_100 : 48_000)
      instance?["preset"] = Float(number % 7)
      instance?["warmth"] = Float(number * 3)
      instance?["governor_gain"] = Float(number % 12)
      instance?["governor"] = Float(number % 3)
      return instance
    }
  }
  @Sendable func sound(_ number: Int) -> Stereo {
    var chance = Chance(seed: UInt64(1_000 + number))
    return chance.programme(frames: 24_000)
  }
  let together = Mutex([Int: Stereo]())
  onOwnThreads(4) { thread in
    let numbers = Array(thread * 8..<thread * 8 + 8)
    let instances = numbers.map(open)
    let sounds = numbers.map(sound)
    var outputs = numbers.map { _ in Stereo() }
    for instance in instances { instance?.activate() }
    for start in stride(from: 0, to: 24_000, by: 240) {
      for index in numbers.indices {
        let piece = sounds[index].piece(start..<start + 240)
        if let output = instances[index]?.run(piece) { outputs[index].append(output) }
      }
    }
    for instance in instances { door.withLock { _ in instance?.deactivate() } }
    together.withLock { for index in numbers.indices { $0[numbers[index]] = outputs[index] } }
  }
  for number in 0..<32 {
    guard let instance = open(number) else { return findings.add("refused") }
    instance.activate()
    let alone = instance.process(sound(number), blocks: [240])
    let output = together.withLock { $0[number] } ?? Stereo()
    findings.examine(output, "instance \(number)")
    findings.expect(output.isIdentical(to: alone), "instance \(number) hears the others")
    findings.count()
  }
}

/// Two instances turn by turn, one of which is treated badly: the other hears nothing of it.
func checkNeighbours(_ plugin: PluginUnderTest, _ findings: Findings) {
  var chance = Chance(seed: 11)
  let sound = chance.programme(frames: 96_000)
  guard let alone = Instance(plugin) else { return findings.add("refused") }
  alone.activate()
  let expected = alone.process(sound, blocks: [128])
  guard let quiet = Instance(plugin), let loud = Instance(plugin, rate: 96_000) else { return }
  quiet.activate()
  loud.activate()
  var output = Stereo()
  for start in stride(from: 0, to: sound.count, by: 128) {
    for port in plugin.indices(.control) {
      let range = plugin.ports[port]
      loud.values[port] = range.lowest + (range.highest - range.lowest) * chance.unit()
    }
    _ = loud.run(chance.hostile(frames: 100))
    if start % 1_280 == 0 { Session(of: loud).damaged(&chance).restore(to: loud) }
    output.append(quiet.run(sound.piece(start..<start + 128)))
    findings.count()
  }
  findings.expect(
    output.isIdentical(to: expected),
    "it hears its neighbour from frame \(output.firstDifference(from: expected) ?? -1)")
}

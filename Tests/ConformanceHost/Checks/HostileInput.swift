/// Sound as it should never be, in blocks of any length: what comes out is sound.
func checkHostileSound(_ plugin: PluginUnderTest, _ findings: Findings, isDeep: Bool) {
  for rate in isDeep ? [8_000, 44_100, 48_000, 192_000.0] : [48_000] {
    var chance = Chance(seed: UInt64(rate))
    guard let instance = Instance(plugin, rate: rate) else { return findings.add("refused") }
    instance.activate()
    for turn in 0..<(isDeep ? 4_000 : 1_000) {
      let output = instance.run(chance.hostile(frames: chance.below(1_024)))
      findings.examine(output, "\(rate) Hz, turn \(turn)", limit: 1)
      findings.count()
    }
    // A second of music later all is well.
    let after = instance.process(chance.programme(frames: Int(rate)))
    findings.expect(
      after.left.suffix(2_000).contains { abs($0) > 1e-3 }, "\(rate) Hz: it stays silent")
  }
}

/// Every port with every value that it must not have, alone and all at once.
func checkHostileParameters(_ plugin: PluginUnderTest, _ findings: Findings, isDeep: Bool) {
  var chance = Chance(seed: 3)
  let controls = plugin.indices(.control)
  func hostile(_ port: Int) -> [Float] {
    let lowest = plugin.ports[port].lowest
    let highest = plugin.ports[port].highest
    return [
      .nan, .signalingNaN, .infinity, -.infinity, .greatestFiniteMagnitude, -1e30,
      .leastNormalMagnitude / 8, -0.0,
      lowest, highest, lowest - 1, highest + 1, lowest.nextDown, highest.nextUp, 0.5,
    ]
  }
  guard let instance = Instance(plugin) else { return findings.add("refused") }
  instance.activate()
  for port in controls {
    for value in hostile(port) {
      instance.values[port] = value
      let output = instance.process(chance.programme(frames: 768), blocks: [256])
      findings.examine(output, "\(plugin.ports[port].symbol) = \(value)")
      findings.count()
    }
    instance.values[port] = plugin.ports[port].initial
  }
  for turn in 0..<(isDeep ? 4_000 : 800) {
    for port in controls where chance.below(3) == 0 {
      instance.values[port] = chance.pick(hostile(port))
    }
    let output = instance.run(chance.hostile(frames: chance.below(300)))
    findings.examine(output, "all ports, turn \(turn)")
    findings.count()
  }
  for port in controls { instance.values[port] = plugin.ports[port].initial }
  // What it had been told before is over.
  instance["reset"] = 1
  let after = instance.process(chance.programme(frames: 96_000))
  findings.examine(after, "afterwards")
  // What was bypassed, or listened to, has gone by.
  findings.examine(after.piece(24_000..<96_000), "half a second afterwards", limit: 1)
  findings.expect(after.left.suffix(2_000).contains { abs($0) > 1e-3 }, "it stays silent")
}

/// Every port moved in every block, each by itself from end to end, then all at once.
func checkAutomation(_ plugin: PluginUnderTest, _ findings: Findings, isDeep: Bool) {
  var chance = Chance(seed: 4)
  let controls = plugin.indices(.control)
  // What is heard while these are elsewhere is not the master, and the ceiling is not its law.
  let elsewhere = ["enabled", "listen"].map(plugin.index)
  for port in controls {
    guard let instance = Instance(plugin) else { return findings.add("refused") }
    instance.activate()
    let lowest = plugin.ports[port].lowest
    let highest = plugin.ports[port].highest
    let turns = isDeep ? 2_000 : 300
    for turn in 0..<turns {
      let place = Float(turn % 100) / 99
      instance.values[port] =
        lowest + (highest - lowest) * (turn / 100 % 2 == 0 ? place : 1 - place)
      let output = instance.run(chance.programme(frames: 64))
      findings.examine(
        output, "\(plugin.ports[port].symbol) = \(instance.values[port])",
        limit: elsewhere.contains(port) ? .infinity : 1)
      findings.count()
    }
  }
  guard let instance = Instance(plugin) else { return findings.add("refused") }
  instance.activate()
  for turn in 0..<(isDeep ? 20_000 : 2_000) {
    for port in controls where !elsewhere.contains(port) {
      let range = plugin.ports[port]
      instance.values[port] = range.lowest + (range.highest - range.lowest) * chance.unit()
    }
    let output = instance.run(chance.programme(frames: chance.below(200)))
    findings.examine(output, "all ports, turn \(turn)", limit: 1)
    findings.count()
  }
}

/// Bypassed, the output is the input, later by the latency, to the bit; and back again.
func checkBypass(_ plugin: PluginUnderTest, _ findings: Findings) {
  for phase in 0..<3 {
    guard let instance = Instance(plugin), let steady = Instance(plugin) else { return }
    var chance = Chance(seed: UInt64(12 + phase))
    let sound = chance.programme(frames: 192_000)
    for one in [instance, steady] {
      one["phase"] = Float(phase)
      one["governor"] = 1
      one["governor_gain"] = 3
      one.activate()
    }
    let expected = steady.process(sound)
    var output = Stereo()
    // A second of it, a second without it, a second of it again.
    for (turn, start) in stride(from: 0, to: sound.count, by: 48_000).enumerated() {
      instance["enabled"] = turn % 2 == 0 ? 1 : 0
      output.append(instance.process(sound.piece(start..<start + 48_000)))
    }
    findings.examine(output, "phase \(phase)")
    let latency = Int(instance["latency"])
    findings.expect(
      output.piece(0..<48_000).isIdentical(to: expected.piece(0..<48_000)),
      "phase \(phase): differs before it is bypassed")
    // Half a second is more than a fade takes.
    findings.expect(
      output.piece(72_000..<96_000).isIdentical(
        to: sound.piece(72_000 - latency..<96_000 - latency)),
      "phase \(phase): bypassed, it is not its input \(latency) frames before")
    findings.expect(
      output.piece(120_000..<144_000).isIdentical(to: expected.piece(120_000..<144_000)),
      "phase \(phase): after a bypass it is not what it would have been")
    findings.count(3)
  }
}

/// Freewheeling on and off changes nothing of the sound, but for a governor that learns: it then holds what
/// it has learned.
func checkFreewheel(_ plugin: PluginUnderTest, _ findings: Findings) {
  guard let instance = Instance(plugin), let steady = Instance(plugin) else { return }
  var chance = Chance(seed: 15)
  let sound = chance.programme(frames: 96_000)
  for one in [instance, steady] {
    one["governor"] = 1
    one["governor_gain"] = 5
    one.activate()
  }
  let expected = steady.process(sound)
  var output = Stereo()
  for start in stride(from: 0, to: sound.count, by: 2_400) {
    instance["freewheel"] = Float(chance.below(2))
    output.append(instance.process(sound.piece(start..<start + 2_400), blocks: [960]))
    findings.count()
  }
  findings.examine(output, "freewheeling", limit: 1)
  findings.expect(output.isIdentical(to: expected), "freewheeling, it sounds different")
}

/// Stopped and started, it is as fresh, but for what it has learned, which belongs to the session.
func checkReactivation(_ plugin: PluginUnderTest, _ findings: Findings) {
  for governor in 0..<3 {
    for phase in 0..<3 {
      guard let used = Instance(plugin), let fresh = Instance(plugin) else { return }
      var chance = Chance(seed: UInt64(16 + governor))
      let sound = chance.programme(frames: 48_000)
      for one in [used, fresh] {
        one["governor"] = Float(governor)
        one["governor_gain"] = 4
        one["phase"] = Float(phase)
      }
      used.activate()
      _ = used.process(chance.programme(frames: 30_000))
      _ = used.run(chance.hostile(frames: 700))
      _ = used.run(chance.programme(frames: 700))
      used.deactivate()
      // Learning is the state's: the fresh one gets it as a host would give it.
      if governor == 2 { Session(of: used).restore(to: fresh) }
      used.activate()
      fresh.activate()
      let output = used.process(sound)
      let expected = fresh.process(sound, blocks: [100])
      findings.expect(
        output.isIdentical(to: expected),
        "governor \(governor), phase \(phase): differs from a fresh one from frame "
          + "\(output.firstDifference(from: expected) ?? -1)")
      findings.count()
    }
  }
}

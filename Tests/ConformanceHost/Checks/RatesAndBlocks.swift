/// Every rate with every length of block: the same bits as in blocks of 512, and nothing odd among them.
func checkRatesAndBlocks(_ plugin: PluginUnderTest, _ findings: Findings, isDeep: Bool) {
  let rates = [
    8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000, 384_000.0,
  ]
  var chance = Chance(seed: 2)
  let lengths = [0, 1, 7, 63, 64, 512, 1_000, 8_192, 65_536]
  // A block of nothing stands between others: alone it would never end.
  let regular = lengths.map { $0 == 0 ? [0, 512] : [$0] }
  for rate in rates {
    let sound = chance.programme(frames: isDeep ? 140_000 : 66_000)
    func output(_ blocks: [Int]) -> Stereo? {
      guard let instance = Instance(plugin, rate: rate) else { return nil }
      // Held, so that a gain is at work; every other stage has its initial amount.
      instance["governor"] = 1
      instance["governor_gain"] = 6
      instance.activate()
      return instance.process(sound, blocks: blocks)
    }
    guard let expected = output([512]) else {
      findings.add("refuses \(rate) Hz")
      continue
    }
    findings.expect(
      expected.left.contains { abs($0) > 0.01 }, "\(rate) Hz: what comes out is silence")
    let mixes = (0..<(isDeep ? 8 : 2)).map { _ in
      (0..<97).map { _ in chance.below(4) == 0 ? chance.pick(lengths) : chance.below(2_048) }
    }
    for blocks in regular + mixes {
      let place = "\(rate) Hz, blocks of \(blocks.prefix(3))"
      guard let sound = output(blocks) else { return findings.add("\(place): refused") }
      findings.examine(sound, place, limit: 1)
      if !sound.isIdentical(to: expected) {
        findings.add("\(place): differs from \(sound.firstDifference(from: expected) ?? -1)")
      }
      findings.count()
    }
  }
}

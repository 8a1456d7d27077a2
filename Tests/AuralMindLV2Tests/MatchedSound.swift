import AuralMind
import Testing

/// What a reference does to the sound of the plugin, and what the meters say of it.
@Suite struct MatchedSound {
  private let sound = Stereo.noise(24_000, amplitude: 0.1)

  private func plugin(reference: TestLibrary.Slot?, source: TestLibrary.Slot?) throws -> Plugin {
    let plugin = try #require(try Plugin(worker: Worker(.immediate)))
    plugin[.governor] = Float(GovernorMode.off.rawValue)
    plugin[.match] = 100
    plugin[.reference] = Float(reference?.rawValue ?? 0)
    plugin[.source] = Float(source?.rawValue ?? 0)
    plugin.activate()
    return plugin
  }

  private func state(_ plugin: Plugin) -> MatchState? {
    plugin.run(64)
    return MatchState(rawValue: Int(plugin[.matchState]))
  }

  @Test func `slots at both ends are matched from the first frame on`() throws {
    let plain = try plugin(reference: nil, source: nil).process(sound)
    let matched = try plugin(reference: .last, source: .good)
    let output = matched.process(sound)
    #expect(!output.isIdentical(to: plain))
    #expect(state(matched) == .matched)
    // The same spectrum at both ends asks for nothing.
    let same = try plugin(reference: .good, source: .link).process(sound)
    let off = try plugin(reference: nil, source: nil)
    off[.match] = 0
    let untouched = off.process(sound)
    for (a, b) in zip(same.left + same.right, untouched.left + untouched.right) {
      #expect(abs(a - b) < 1e-5)
    }
  }

  @Test func `a reference by message is the same as by slot`() throws {
    let bySlot = try plugin(reference: .last, source: .good).process(sound)
    let byMessage = try plugin(reference: nil, source: .good)
    let path = TestLibrary.file(.last).path
    #expect(byMessage.exchange(Plugin.set(path: path)) == [.reference(path)])
    byMessage.deactivate()
    byMessage.activate()
    #expect(byMessage.process(sound).isIdentical(to: bySlot))
  }

  @Test func `a slot or a file that cannot be read is told as an error until it is mended`() throws
  {
    let plugin = try plugin(reference: .broken, source: .good)
    #expect(state(plugin) == .error)
    plugin[.reference] = Float(TestLibrary.Slot.good.rawValue)
    #expect(state(plugin) == .matched)
    plugin[.reference] = 0
    #expect(state(plugin) == MatchState.none)
    _ = plugin.exchange(Plugin.set(path: TestLibrary.file(.broken).path))
    #expect(state(plugin) == .error)
    _ = plugin.exchange(Plugin.set(path: TestLibrary.file(.other).path))
    #expect(state(plugin) == .matched)
    _ = plugin.exchange(Plugin.set(path: ""))
    #expect(state(plugin) == MatchState.none)
  }
}

import AuralMind
import CLV2
import Foundation
import Testing

/// What Carla does to a plugin, in its order.
@Suite struct CarlaWays {
  /// Values as a musician leaves them, unlike those that ports begin with.
  private static let values: [(control: Control, value: Float)] = [
    (.preset, 4), (.delivery, 1), (.phase, 2), (.match, 100), (.warmth, 30), (.highpass, 30),
    (.width, 150), (.matchSmoothing, 0.5), (.gainReductionLimit, 6),
  ]

  /// A plugin as Carla has it once it has asked for the latency, before it sets any parameter.
  private func loaded() throws -> Plugin {
    let plugin = try #require(try Plugin(features: .many))
    plugin.activate()
    var buffers = [[Float]](repeating: [0, 0], count: 4)
    plugin.run(2, on: &buffers)
    plugin.deactivate()
    return plugin
  }

  private func set(_ plugin: Plugin) {
    for (control, value) in Self.values { plugin[control] = value }
  }

  @Test func `asking for the latency before parameters are set leaves no trace`() throws {
    let input = Stereo.noise(48_000)
    let plugin = try loaded()
    #expect(plugin[.latency] == Float(MasteringChain(sampleRate: 48_000).latencyFrames))
    let fresh = try #require(try Plugin())
    for each in [plugin, fresh] {
      set(each)
      each.activate()
    }
    #expect(plugin.process(input).isIdentical(to: fresh.process(input)))
    #expect(plugin[.latency] == fresh[.latency])
    #expect(plugin[.latency] < Float(MasteringChain(sampleRate: 48_000).latencyFrames))
  }

  /// What Carla lends to `notify`: an odd number of bytes, and no type.
  private func notifyBuffer() -> EventPort { EventPort(capacity: 65_791, type: 0) }

  @Test func `answers through buffers whose heads hold anything`() throws {
    let plugin = try loaded()
    plugin.activate()
    let request = EventPort.event(
      [0, URIDs.patch("Get")]
        + EventPort.property(URIDs.patch("property"), "URID", URIDs.own("learnedGain")))
    // The unit of time stamps and what pads it were never set.
    let control = EventPort(sequence: [0xEF, 0xBE, 0xAD, 0xDE, 0xA5, 0xA5, 0xA5, 0xA5] + request)
    let notify = notifyBuffer()
    plugin.connect(.control, to: control.memory.baseAddress)
    plugin.connect(.notify, to: notify.memory.baseAddress)
    plugin.run(64)
    #expect(Told.all(in: notify) == [.gain(plugin[.appliedGain])])
    #expect(notify.isGuardIntact)
    plugin.connect(.control, to: nil)
    plugin.connect(.notify, to: nil)
  }

  @Test func `a project that is opened again sounds as it did`() throws {
    let plugin = try loaded()
    set(plugin)
    plugin.activate()
    _ = plugin.exchange(Plugin.set(path: TestLibrary.file(.good).path), capacity: 65_791)
    #expect(plugin.waitForReference() == TestLibrary.file(.good).path)
    // More than the 10 s from which on an export leaves alone what is known.
    _ = plugin.process(.noise(14 * 48_000, amplitude: 0.1))
    let paths = PathMapper()
    let session = plugin.save(paths: paths).session
    // Values travel as text.
    let texts = Control.allCases.filter { $0.kind == .input }.map { ($0, "\(plugin[$0])") }
    plugin.deactivate()

    let reopened = try loaded()
    for (control, text) in texts { reopened[control] = try #require(Float(text)) }
    #expect(reopened.restore(session, paths: paths) == LV2_STATE_SUCCESS)
    #expect(reopened.save(paths: paths).session.properties == session.properties)
    let input = Stereo.noise(96_000, seed: 3, amplitude: 0.1)
    for each in [plugin, reopened] {
      each[.freewheel] = 1
      each.activate()
    }
    let expected = plugin.process(input, blocks: [512])
    #expect(reopened.process(input, blocks: [300, 7]).isIdentical(to: expected))
    // What was learned and the reference are heard: without them it sounds otherwise.
    let unlearned = try loaded()
    for (control, text) in texts { unlearned[control] = try #require(Float(text)) }
    unlearned[.freewheel] = 1
    unlearned.activate()
    #expect(!unlearned.process(input).isIdentical(to: expected))
    #expect(paths.unfreed == 0)
  }
}

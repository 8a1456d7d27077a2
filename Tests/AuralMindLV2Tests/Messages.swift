import AuralMind
import CLV2
import Testing

/// What passes through the event ports.
@Suite struct Messages {
  private func plugin() throws -> Plugin {
    let plugin = try #require(try Plugin())
    plugin[.governor] = Float(GovernorMode.hold.rawValue)
    plugin.activate()
    return plugin
  }

  private func get(_ properties: [UInt32]...) -> EventPort {
    EventPort(object: [0, URIDs.patch("Get")] + properties.flatMap { $0 })
  }

  private let learnedGain = EventPort.property(
    URIDs.patch("property"), "URID", URIDs.own("learnedGain"))

  /// Runs once and returns what stands on `notify`.
  private func answer(
    _ plugin: Plugin, to control: EventPort?, capacity: Int = 1_024
  ) -> EventPort {
    let notify = EventPort(capacity: capacity)
    plugin.connect(.control, to: control?.memory.baseAddress)
    plugin.connect(.notify, to: notify.memory.baseAddress)
    plugin.run(64)
    plugin.connect(.control, to: nil)
    plugin.connect(.notify, to: nil)
    #expect(notify.isGuardIntact)
    return notify
  }

  private func expectEmpty(_ notify: EventPort) {
    #expect(notify.words[0] == 8)
    #expect(notify.words[1] == URIDs.atom("Sequence"))
  }

  private func expectGain(_ notify: EventPort, _ decibels: Float) {
    let expected: [UInt32] =
      [104, URIDs.atom("Sequence"), 0, 0, 0, 0, 80, URIDs.atom("Object"), 0, URIDs.patch("Set")]
      + EventPort.property(URIDs.patch("subject"), "URID", URIDs.plugin)
      + learnedGain + EventPort.property(URIDs.patch("value"), "Float", decibels.bitPattern)
    #expect(Array(notify.words.prefix(expected.count)) == expected)
  }

  @Test func `answers a request for the gain`() throws {
    let plugin = try plugin()
    let subject = EventPort.property(URIDs.patch("subject"), "URID", URIDs.plugin)
    for request in [get(learnedGain), get(subject, learnedGain), get(learnedGain, subject)] {
      expectGain(answer(plugin, to: request), plugin[.appliedGain])
    }
  }

  @Test func `stays silent where nothing concerns it`() throws {
    let plugin = try plugin()
    expectEmpty(answer(plugin, to: nil))
    expectEmpty(answer(plugin, to: EventPort(sequence: [UInt8](repeating: 0, count: 8))))
    let otherProperty = EventPort.property(URIDs.patch("property"), "URID", URIDs.own("learned"))
    expectEmpty(answer(plugin, to: get(otherProperty)))
    let otherSubject = EventPort.property(URIDs.patch("subject"), "URID", URIDs.number("urn:else"))
    expectEmpty(answer(plugin, to: get(otherSubject, learnedGain)))
    let set = EventPort(
      object: [0, URIDs.patch("Set")] + learnedGain
        + EventPort.property(URIDs.patch("value"), "Float", Float(9).bitPattern))
    let before = plugin[.appliedGain]
    expectEmpty(answer(plugin, to: set))
    #expect(plugin[.appliedGain] == before)
  }

  @Test func `finds a request between other events`() throws {
    let plugin = try plugin()
    let request = get(learnedGain)
    let other: [UInt32] = [5, 0, 3, URIDs.number("http://lv2plug.in/ns/ext/midi#MidiEvent"), 7, 0]
    let bytes =
      [UInt8](repeating: 0, count: 8) + other.flatMap(EventPort.bytes)
      + Array(request.memory[16..<8 + request.capacity]) + other.flatMap(EventPort.bytes)
    expectGain(answer(plugin, to: EventPort(sequence: bytes)), plugin[.appliedGain])
  }

  @Test func `tells when the gain has moved, once`() throws {
    let plugin = try plugin()
    expectEmpty(answer(plugin, to: nil))
    plugin[.governorGain] = 6
    // A full second: glides are over.
    _ = plugin.process(.noise(48_000, amplitude: 0.01))
    #expect(abs(plugin[.appliedGain] - 6) < 0.1)
    expectGain(answer(plugin, to: nil), plugin[.appliedGain])
    expectEmpty(answer(plugin, to: nil))
  }

  @Test(arguments: 0..<112)
  func `never writes beyond the room it was given`(capacity: Int) throws {
    let plugin = try plugin()
    let notify = answer(plugin, to: get(learnedGain), capacity: capacity)
    if capacity < 8 {
      #expect(notify.words[1] == URIDs.atom("Chunk"))
      #expect(notify.isUntouched(behind: 8))
    } else if capacity < 104 {
      expectEmpty(notify)
    } else {
      expectGain(notify, plugin[.appliedGain])
    }
  }

  @Test(arguments: [0, URIDs.atom("Chunk"), URIDs.atom("Object"), URIDs.plugin, 0xFFFF_FFFF])
  func `what is no sequence is not read`(type: UInt32) throws {
    let plugin = try plugin()
    let garbage = EventPort(capacity: 64, type: type)
    garbage.words[0] = 0xFFFF_FFFF
    expectEmpty(answer(plugin, to: garbage))
  }

  @Test func `every damaged request is survived, and none is written to`() throws {
    let plugin = try plugin()
    let request = get(learnedGain)
    let bytes = Array(request.memory[8..<8 + request.capacity])
    for index in bytes.indices {
      for value in [0, 1, 8, 0x7F, 0xFF] as [UInt8] {
        var damaged = bytes
        damaged[index] = value
        let control = EventPort(sequence: damaged)
        let before = Array(control.memory)
        _ = answer(plugin, to: control)
        #expect(Array(control.memory) == before)
      }
    }
    for count in 0..<bytes.count {
      _ = answer(plugin, to: EventPort(sequence: Array(bytes.prefix(count))))
    }
  }

  @Test(arguments: [Plugin.Features.none, .empty, .mapWithoutData])
  func `without urid:map the event ports are left alone`(features: Plugin.Features) throws {
    let plugin = try #require(try Plugin(features: features))
    plugin.activate()
    let control = EventPort(capacity: 4, type: URIDs.atom("Sequence"))
    let notify = EventPort(capacity: 256, type: URIDs.atom("Sequence"))
    plugin.connect(.control, to: control.memory.baseAddress)
    plugin.connect(.notify, to: notify.memory.baseAddress)
    plugin[.governorGain] = 6
    plugin[.governor] = Float(GovernorMode.hold.rawValue)
    plugin.run(10_000)
    #expect(notify.words[0] == 256)
    #expect(notify.isUntouched(behind: 8))
    #expect(control.isUntouched(behind: 8))
  }
}

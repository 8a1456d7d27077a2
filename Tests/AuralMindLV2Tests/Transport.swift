import CLV2
import Testing

@testable import AuralMindLV2

/// What the plugin takes from a host that tells where its transport is.
@Suite struct Transport {
  /// An object as hosts write it; `frame` and `speed` may be left out.
  private func position(frame: Int64?, speed: Float?) -> [UInt32] {
    var words = [0, URIDs.time("Position")]
    if let speed {
      words += EventPort.property(URIDs.time("speed"), "Float", speed.bitPattern)
    }
    // A bar's number, as Ardour adds it, between what is asked for.
    words += [URIDs.time("bar"), 0, 8, URIDs.atom("Long"), 3, 0]
    if let frame {
      let bits = UInt64(bitPattern: frame)
      words += [URIDs.time("frame"), 0, 8, URIDs.atom("Long")]
      words += [UInt32(truncatingIfNeeded: bits), UInt32(bits >> 32)]
    }
    return words
  }

  /// Messages in the numbers of a host.
  private func messages() throws -> PatchMessages {
    let offer = Offer()
    offer.add(.map)
    let vocabulary = offer.withList { Vocabulary(HostFeatures($0)) }
    return PatchMessages(vocabulary: try #require(vocabulary))
  }

  /// The position that is read of a sequence of events.
  private func read(_ events: [UInt8]) throws -> TimePosition? {
    try read(EventPort(sequence: [UInt8](repeating: 0, count: 8) + events))
  }

  private func read(_ port: EventPort) throws -> TimePosition? {
    var messages = try messages()
    let request = PathRequest()
    let control = port.memory.baseAddress?.assumingMemoryBound(to: LV2_Atom_Sequence.self)
    _ = messages.read(control: control, into: request)
    return messages.position
  }

  @Test(arguments: ["Object", "Blank"])
  func `a position tells the frame at its event and whether time goes on`(type: String) throws {
    let rolling = EventPort.event(position(frame: 5_000_000_000, speed: 1), offset: 40, type: type)
    let heard = try #require(try read(rolling))
    #expect(heard.isRolling)
    #expect(heard.frame == 5_000_000_000)
    #expect(heard.startFrame(blockFrames: 64) == 4_999_999_960)
    let standing = EventPort.event(position(frame: 480, speed: 0), offset: 40, type: type)
    let still = try #require(try read(standing))
    #expect(!still.isRolling)
    #expect(still.startFrame(blockFrames: 64) == 480)
  }

  @Test func `the start of the block goes by the speed, and by no stamp outside of the block`()
    throws
  {
    let half = try read(EventPort.event(position(frame: 1_000, speed: 0.5), offset: 40))
    #expect(half?.startFrame(blockFrames: 64) == 980)
    let back = try read(EventPort.event(position(frame: 1_000, speed: -1), offset: 40))
    #expect(back?.startFrame(blockFrames: 64) == 1_040)
    for offset in [UInt64(65), 1 << 40, .max] {
      let odd = try read(EventPort.event(position(frame: 1_000, speed: 1), offset: offset))
      let start = try #require(odd?.startFrame(blockFrames: 64))
      #expect((936...1_000).contains(start))
    }
  }

  @Test func `of several positions the last one counts, and requests between are heard`() throws {
    let gain = EventPort.property(URIDs.patch("property"), "URID", URIDs.own("learnedGain"))
    let events =
      EventPort.event(position(frame: 10, speed: 1))
      + EventPort.event([0, URIDs.patch("Get")] + gain, offset: 5)
      + EventPort.event(position(frame: 900, speed: 1), offset: 20)
    #expect(try read(events)?.frame == 900)
    let plugin = try #require(try Plugin())
    plugin.activate()
    let control = EventPort(sequence: [UInt8](repeating: 0, count: 8) + events)
    let notify = EventPort(capacity: 1_024)
    plugin.connect(.control, to: control.memory.baseAddress)
    plugin.connect(.notify, to: notify.memory.baseAddress)
    plugin.run(64)
    #expect(notify.words[0] > 8)
  }

  @Test func `a position is forgotten with its block`() throws {
    var messages = try messages()
    let request = PathRequest()
    let port = EventPort(object: position(frame: 10, speed: 1))
    let control = port.memory.baseAddress?.assumingMemoryBound(to: LV2_Atom_Sequence.self)
    _ = messages.read(control: control, into: request)
    #expect(messages.position != nil)
    _ = messages.read(control: nil, into: request)
    #expect(messages.position == nil)
  }

  @Test func `a count-in lies below 0`() throws {
    let position = try read(EventPort.event(position(frame: -48_000, speed: 1)))
    #expect(position?.startFrame(blockFrames: 64) == -48_000)
  }

  @Test func `what says too little or no number is not believed`() throws {
    #expect(try read(EventPort.event(position(frame: nil, speed: 1))) == nil)
    #expect(try read(EventPort.event(position(frame: 10, speed: nil))) == nil)
    for speed in [Float.nan, .infinity, -.infinity, 1e30, -1e30] {
      #expect(try read(EventPort.event(position(frame: 10, speed: speed))) == nil)
    }
    for frame in [Int64.min, .min + 1, .max, 1 << 53, -(1 << 53)] {
      #expect(try read(EventPort.event(position(frame: frame, speed: 1))) == nil)
    }
    var other = position(frame: 10, speed: 1)
    other[1] = URIDs.time("Time")
    #expect(try read(EventPort.event(other)) == nil)
  }

  @Test func `every damaged position is survived, and none is written to`() throws {
    let plugin = try #require(try Plugin())
    plugin.activate()
    let bytes =
      [UInt8](repeating: 0, count: 8)
      + EventPort.event(position(frame: 77, speed: 1), offset: 3)
    var damaged = (0..<bytes.count).map { Array(bytes.prefix($0)) }
    for index in bytes.indices {
      for value in [0, 1, 8, 0x7F, 0x80, 0xFF] as [UInt8] {
        damaged.append(bytes)
        damaged[damaged.count - 1][index] = value
      }
    }
    for bytes in damaged {
      let control = EventPort(sequence: bytes)
      let before = Array(control.memory)
      let start = try read(control)?.startFrame(blockFrames: 64) ?? 0
      #expect(abs(start) <= 1 << 53 + 64)
      plugin.connect(.control, to: control.memory.baseAddress)
      plugin.run(64)
      #expect(control.memory.elementsEqual(before))
    }
  }
}

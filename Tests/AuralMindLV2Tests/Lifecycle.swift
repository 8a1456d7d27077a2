import AuralMind
import CLV2
import Testing

/// What hosts do to an instance, in whichever order they like.
@Suite struct Lifecycle {
  @Test func `there is one plugin`() throws {
    let first = try #require(try Plugin.descriptor())
    #expect(String(cString: first.pointee.URI) == "urn:auralmind:mastering")
    #expect(try Plugin.descriptor(1) == nil)
    #expect(try Plugin.descriptor(.max) == nil)
  }

  @Test(arguments: [0, -48_000, 7_999, 384_001, 1e12, Double.nan, .infinity])
  func `refuses a rate it cannot serve`(rate: Double) throws {
    #expect(try Plugin(rate: rate) == nil)
  }

  @Test(arguments: [8_000, 22_050, 44_100, 48_000, 96_000, 192_000, 384_000.0])
  func `serves the rates of audio and says its latency within the range of the port`(
    rate: Double
  ) throws {
    let plugin = try #require(try Plugin(rate: rate))
    plugin.activate()
    plugin.run(0)
    let latency = plugin[.latency]
    #expect(latency == Float(MasteringChain(sampleRate: rate).latencyFrames))
    #expect(latency <= Control.latency.range.highest)
    _ = plugin.process(.noise(1_000), blocks: [100])
    #expect(plugin[.latency] == latency)
  }

  @Test(arguments: [Plugin.Features.none, .empty, .oddMap, .mapWithoutData, .many])
  func `sounds the same whatever features the host offers`(features: Plugin.Features) throws {
    let input = Stereo.noise(5_000)
    let expected = try #require(try Plugin())
    let plugin = try #require(try Plugin(features: features))
    expected.activate()
    plugin.activate()
    #expect(plugin.process(input).isIdentical(to: expected.process(input)))
  }

  @Test func `offers state, a worker and no other extension`() throws {
    let descriptor = try #require(try Plugin.descriptor())
    for name in ["state#interface", "worker#interface"] {
      #expect(descriptor.pointee.extension_data("http://lv2plug.in/ns/ext/\(name)") != nil)
    }
    for uri in ["http://lv2plug.in/ns/ext/options#interface", "", "http://lv2plug.in/ns/ext/state"]
    {
      #expect(descriptor.pointee.extension_data(uri) == nil)
    }
    #expect(descriptor.pointee.extension_data(nil) == nil)
  }

  @Test func `runs with nothing connected`() throws {
    let plugin = try #require(try Plugin(connected: false))
    for index in 0..<UInt32(Control.allCases.count) + 3 {
      plugin.descriptor.pointee.connect_port(plugin.handle, index, nil)
    }
    plugin.descriptor.pointee.connect_port(plugin.handle, .max, plugin.values)
    plugin.activate()
    plugin.run(0)
    plugin.run(1_000)
    plugin.deactivate()
  }

  @Test func `sounds the same connected before or after activation`() throws {
    let input = Stereo.noise(5_000)
    let early = try #require(try Plugin())
    early[.warmth] = 50
    early.activate()
    let late = try #require(try Plugin(connected: false))
    late[.warmth] = 50
    late.activate()
    late.connectControls()
    late.deactivate()
    late.activate()
    #expect(late.process(input).isIdentical(to: early.process(input)))
  }

  @Test func `starts afresh with every activation`() throws {
    let input = Stereo.noise(20_000)
    let plugin = try #require(try Plugin())
    plugin[.governor] = Float(GovernorMode.hold.rawValue)
    plugin[.governorGain] = 6
    plugin.activate()
    let first = plugin.process(input)
    for _ in 0..<3 {
      plugin.deactivate()
      plugin.activate()
    }
    #expect(plugin.process(input).isIdentical(to: first))
  }

  @Test func `instances do not hear each other`() throws {
    let input = Stereo.noise(4_096)
    let alone = try #require(try Plugin())
    alone.activate()
    let expected = alone.process(input, blocks: [64])
    let one = try #require(try Plugin())
    let other = try #require(try Plugin(rate: 96_000))
    one.activate()
    other.activate()
    var output = Stereo(left: [], right: [])
    for start in stride(from: 0, to: 4_096, by: 64) {
      let piece = Stereo(
        left: Array(input.left[start..<start + 64]), right: Array(input.right[start..<start + 64]))
      _ = other.process(.noise(64, seed: UInt64(start)))
      let part = one.process(piece)
      output.left += part.left
      output.right += part.right
    }
    #expect(output.isIdentical(to: expected))
  }
}

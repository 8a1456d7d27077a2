import AuralMind
import CLV2
import CRealtime
import Testing

/// What hosts do with audio buffers, block lengths and the processor's registers.
@Suite struct Buffers {
  private func plugin() throws -> Plugin {
    let plugin = try #require(try Plugin())
    plugin[.governor] = Float(GovernorMode.hold.rawValue)
    plugin[.governorGain] = 6
    plugin.activate()
    return plugin
  }

  @Test(arguments: [[1], [7], [64], [63, 0, 65], [8_192], [1, 512, 3, 100, 0, 1_025]])
  func `is independent of the block length`(blocks: [Int]) throws {
    let input = Stereo.noise(10_000)
    let expected = try plugin().process(input)
    #expect(try plugin().process(input, blocks: blocks).isIdentical(to: expected))
  }

  @Test func `is independent of the block length while controls move`() throws {
    let input = Stereo.noise(12_000)
    func moved(_ blocks: [Int]) throws -> Stereo {
      let plugin = try plugin()
      var output = Stereo(left: [], right: [])
      for (turn, start) in stride(from: 0, to: 12_000, by: 3_000).enumerated() {
        plugin[.warmth] = Float(turn) * 30
        plugin[.governorGain] = Float(turn) * 2
        let piece = Stereo(
          left: Array(input.left[start..<start + 3_000]),
          right: Array(input.right[start..<start + 3_000]))
        let part = plugin.process(piece, blocks: blocks)
        output.left += part.left
        output.right += part.right
      }
      return output
    }
    #expect(try moved([1, 64, 7]).isIdentical(to: moved([3_000])))
  }

  @Test(arguments: [64, 100, 1_024])
  func `works in place, crossed, and with one buffer for everything`(frames: Int) throws {
    let input = Stereo.noise(frames)
    // One buffer for both inputs hears the left channel twice.
    let mono = Stereo(left: input.left, right: input.left)
    // So that what is compared is sound: the latency passes first.
    func warm(_ plugin: Plugin) -> Plugin {
      _ = plugin.process(.noise(5_000, seed: 9))
      return plugin
    }
    let separate = warm(try plugin()).process(input, blocks: [frames])
    let separateMono = warm(try plugin()).process(mono, blocks: [frames])
    let left = UnsafeMutablePointer<Float>.allocate(capacity: frames)
    let right = UnsafeMutablePointer<Float>.allocate(capacity: frames)
    defer {
      left.deallocate()
      right.deallocate()
    }
    func run(_ places: [UnsafeMutablePointer<Float>]) throws {
      let plugin = warm(try plugin())
      left.update(from: input.left, count: frames)
      right.update(from: input.right, count: frames)
      for (port, place) in zip([Control.inLeft, .inRight, .outLeft, .outRight], places) {
        plugin.connect(port, to: place)
      }
      plugin.run(frames)
    }
    func channel(_ place: UnsafeMutablePointer<Float>) -> [UInt32] {
      (0..<frames).map { place[$0].bitPattern }
    }
    try run([left, right, left, right])
    #expect(channel(left) + channel(right) == separate.bits)
    try run([left, right, right, left])
    #expect(channel(right) + channel(left) == separate.bits)
    try run([left, left, left, left])
    #expect(channel(left) == separateMono.right.map(\.bitPattern))
  }

  @Test func `hears silence where no input is connected and leaves out a missing output`() throws {
    let input = Stereo.noise(6_000)
    let silentRight = Stereo(left: input.left, right: [Float](repeating: 0, count: 6_000))
    let expected = try plugin().process(silentRight, blocks: [6_000])
    let plugin = try plugin()
    var left = input.left
    var output = [Float](repeating: .nan, count: 6_000)
    left.withUnsafeMutableBufferPointer { left in
      output.withUnsafeMutableBufferPointer { output in
        plugin.connect(.inLeft, to: left.baseAddress)
        plugin.connect(.outLeft, to: output.baseAddress)
        plugin.run(6_000)
        plugin.connect(.inLeft, to: nil)
        plugin.connect(.outLeft, to: nil)
      }
    }
    #expect(output.map(\.bitPattern) == expected.left.map(\.bitPattern))
  }

  @Test func `a run of no frames writes no sound and changes none`() throws {
    let input = Stereo.noise(3_000)
    let expected = try plugin().process(input, blocks: [100])
    let plugin = try plugin()
    var guarded: [[Float]] = [[], [], [7], [7]]
    plugin.run(0, on: &guarded)
    #expect(guarded == [[], [], [7], [7]])
    #expect(plugin.process(input, blocks: [100, 0]).isIdentical(to: expected))
  }

  @Test(arguments: [0x1f80, 0x9fc0, 0x1fc0, 0x7f80, 0x1fbf] as [UInt32])
  func `gives the host's floating-point settings back`(bits: UInt32) throws {
    let plugin = try plugin()
    let own = float_control_read()
    defer { float_control_write(own) }
    // A constant second is louder than any denormal: only the settings may differ.
    float_control_write(bits)
    plugin.run(64)
    let after = float_control_read()
    float_control_write(own)
    #expect(after & ~0x3f == bits & ~0x3f)
    #expect(after & bits & 0x3f == bits & 0x3f)
  }

  @Test func `no denormal number comes out of a tail`() throws {
    let plugin = try plugin()
    plugin[.warmth] = 80
    plugin[.highpass] = 60
    var input = Stereo.noise(100)
    input.left += [Float](repeating: 0, count: 200_000)
    input.right += [Float](repeating: 0, count: 200_000)
    let output = plugin.process(input, blocks: [1_000])
    #expect(!(output.left + output.right).contains { $0.isSubnormal })
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 3e38])
  func `survives what is not sound`(value: Float) throws {
    let plugin = try plugin()
    var input = Stereo.noise(20_000, amplitude: 0.3)
    for i in 3_000..<3_100 { input.left[i] = value }
    let output = plugin.process(input, blocks: [64])
    #expect(output.isFinite)
    #expect(output.left.suffix(5_000).contains { abs($0) > 0.01 })
  }
}

import AuralMind
import Foundation
import Support
import Testing

/// The plugin in a host and the command line are one chain.
@Suite struct SameBits {
  /// A row of settings for lv2file and for `auralmind`.
  private static let settings = [
    "preset": 4, "governor": 1, "governor_gain": 6, "warmth": 30, "highpass": 30,
  ]

  private static let isDeep = ProcessInfo.processInfo.environment["AURALMIND_DEEP"] == "1"

  @Test(arguments: [44_100, 48_000, 96_000, 192_000] as [UInt32])
  func `lv2file writes what the command line renders, later by the latency`(rate: UInt32) throws {
    let tool = ShippedBundle.projectRoot.appending(path: ".build/release/auralmind")
    let latency = MasteringChain(sampleRate: Double(rate)).latencyFrames
    try ShippedBundle.withScratchFolder { scratch in
      let input = scratch.appending(path: "in.wav")
      let rendered = scratch.appending(path: "rendered.wav")
      var sound = FloatWAV(rate: rate, noise: Int(rate) * (Self.isDeep ? 10 : 1))
      // lv2file ends with the input: silence brings the last of the sound out.
      sound.samples += [Float](repeating: 0, count: 2 * latency)
      try sound.write(to: input)
      let sets = Self.settings.sorted { $0.key < $1.key }
      let render = try Command(
        tool.path,
        ["render", input.path, "-o", rendered.path]
          + sets.flatMap { ["--set", "\($0.key)=\($0.value)"] })
      #expect(render.status == 0, "\(render.log)")
      let expected = try FloatWAV(contentsOf: rendered)
      #expect(expected.frames == sound.frames)
      for block in [1, 7, 64, 512, 1_000, 8_192] {
        let output = scratch.appending(path: "out-\(block).wav")
        try master(input, output, block: block, sets.map { "\($0.key):\($0.value)" })
        let hosted = try FloatWAV(contentsOf: output)
        let late = hosted.samples.dropFirst(2 * latency)
        let isSame =
          late.map(\.bitPattern) == expected.samples.dropLast(2 * latency).map(\.bitPattern)
        #expect(isSame, "block \(block), \(rate) Hz")
        #expect(hosted.rate == rate && hosted.frames == sound.frames)
        #expect(late.contains { abs($0) > 0.1 })
      }
    }
  }

  @Test func `what Learn hears in a host it hears on the command line`() throws {
    let tool = ShippedBundle.projectRoot.appending(path: ".build/release/auralmind")
    let latency = MasteringChain(sampleRate: 44_100).latencyFrames
    try ShippedBundle.withScratchFolder { scratch in
      let input = scratch.appending(path: "in.wav")
      let rendered = scratch.appending(path: "rendered.wav")
      let output = scratch.appending(path: "out.wav")
      try FloatWAV(rate: 44_100, noise: 44_100 * 8).write(to: input)
      let render = try Command(tool.path, ["render", input.path, "-o", rendered.path])
      #expect(render.status == 0, "\(render.log)")
      // A preset port at its initial value: lv2file wants at least one.
      try master(input, output, block: 333, ["governor:2"])
      let hosted = try FloatWAV(contentsOf: output).samples.dropFirst(2 * latency)
      let expected = try FloatWAV(contentsOf: rendered).samples.dropLast(2 * latency)
      let isSame = hosted.map(\.bitPattern) == expected.map(\.bitPattern)
      #expect(isSame)
    }
  }

  private func master(_ input: URL, _ output: URL, block: Int, _ sets: [String]) throws {
    let file = try ShippedBundle.withSearchPath { path in
      try Command(
        "lv2file",
        [
          "-i", input.path, "-o", output.path, "-b", "\(block)", "-p", sets.joined(separator: ","),
          "--ignore-clipping", "urn:auralmind:mastering",
        ], environment: ["LV2_PATH": "\(path.path):/usr/lib/lv2"])
    }
    #expect(file.status == 0, "\(file.log)")
  }
}

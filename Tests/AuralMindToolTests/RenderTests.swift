import AuralDSP
import AuralMind
import FileSupport
import Foundation
import Testing

@Suite struct RenderTests {
  /// Noise well under the ceiling, the same every time.
  private func noise(count: Int, amplitude: Float = 0.25) -> [Frame] {
    var state: UInt32 = 1
    return (0..<count).map { _ in
      var frame = Frame.zero
      for c in 0..<2 {
        state = state &* 1_664_525 &+ 1_013_904_223
        frame[c] = (Float(state >> 8) / 8_388_608 - 1) * amplitude
      }
      return frame
    }
  }

  private func render(_ arguments: [String], in folder: TemporaryFolder) throws -> SoundFile {
    let words = (["render", folder("in.wav"), "-o", folder("out.wav")] + arguments)
      .map { "'\($0)'" }.joined(separator: " ")
    let result = try Tool.shell("\"$TOOL\" \(words)")
    try #require(result.status == 0, "\(result.error)")
    return try #require(SoundFile(path: folder("out.wav")))
  }

  /// Every stage out of the path.
  private static let neutral =
    [
      "governor", "clip", "highpass", "match", "mono_sub", "masking", "deess", "glow", "width",
      "microshift", "microdetail", "movement", "hook_lift", "transient",
    ].flatMap { ["--set", "\($0)=0"] }

  @Test(
    "neutral settings give the input back, aligned, to the last bit",
    arguments: [8_000, 44_100, 48_000, 96_000, 192_000, 384_000])
  func neutral(sampleRate: Int) throws {
    let folder = try TemporaryFolder()
    // An odd length, so that the last block is a short one.
    let frames = noise(count: 20_011)
    #expect(
      SoundFile(frames, sampleRate: sampleRate, format: SoundFormat.wavFloat)
        .write(to: folder("in.wav")))
    let output = try render(Self.neutral, in: folder)
    #expect(output.sampleRate == sampleRate)
    #expect(output.frames.elementsEqual(frames))
  }

  @Test("a file shorter than the chain's latency comes out whole", arguments: [1, 2, 63, 64, 65])
  func short(count: Int) throws {
    let folder = try TemporaryFolder()
    let frames = noise(count: count)
    #expect(
      SoundFile(frames, sampleRate: 48_000, format: SoundFormat.wavFloat)
        .write(to: folder("in.wav")))
    let output = try render(Self.neutral, in: folder)
    #expect(output.frames.elementsEqual(frames))
  }

  @Test("writes the bits the chain makes, shifted by its latency")
  func chainBits() throws {
    let folder = try TemporaryFolder()
    let frames = noise(count: 48_000, amplitude: 0.9)
    #expect(
      SoundFile(frames, sampleRate: 48_000, format: SoundFormat.wavFloat)
        .write(to: folder("in.wav")))
    let output = try render(
      ["--preset", "club", "--set", "governor=hold", "--set", "governor_gain=6"], in: folder)

    var settings = Settings()
    settings.preset = .club
    settings.governor = .hold
    settings.governorGainDecibels = 6
    var chain = MasteringChain(sampleRate: 48_000)
    chain.settings = settings
    chain.restart()
    var expected = frames + [Frame](repeating: .zero, count: chain.latencyFrames)
    var span = expected.mutableSpan
    chain.process(&span)
    #expect(output.frames.elementsEqual(expected.dropFirst(chain.latencyFrames)))
  }

  @Test("a mono file is treated as two equal sides and stays mono")
  func mono() throws {
    let folder = try TemporaryFolder()
    let samples = noise(count: 30_000, amplitude: 0.8).map(\.x)
    let settings = ["--set", "governor=hold", "--set", "governor_gain=3"]
    for channelCount in [1, 2] {
      let doubled = channelCount == 1 ? samples : samples.flatMap { [$0, $0] }
      #expect(
        SoundFile(
          sampleRate: 48_000, channelCount: channelCount, format: SoundFormat.wavFloat,
          samples: doubled
        ).write(to: folder("in.wav")))
      let output = try render(settings, in: folder)
      #expect(output.channelCount == channelCount)
      try FileManager.default.moveItem(
        atPath: folder("out.wav"), toPath: folder("out\(channelCount).wav"))
    }
    let one = try #require(SoundFile(path: folder("out1.wav")))
    let two = try #require(SoundFile(path: folder("out2.wav")))
    #expect(one.frames.elementsEqual(two.frames))
  }

  @Test("an output of whole numbers is dithered unless dither is set by hand")
  func dithered() throws {
    let folder = try TemporaryFolder()
    let step: Float = 1 / 32_768
    let frames = (0..<48_000).map { i in
      Frame(repeating: (sin(Float(i) * 0.05) * 100).rounded() * step)
    }
    #expect(
      SoundFile(frames, sampleRate: 48_000, format: SoundFormat.wav16).write(to: folder("in.wav")))
    let neutral = Self.neutral
    #expect(try render(neutral + ["--set", "dither=off"], in: folder).frames.elementsEqual(frames))
    let dithered = try render(neutral, in: folder).frames
    let errors = zip(dithered, frames).map { ($0.x - $1.x) / step }
    #expect(errors.contains { $0 != 0 })
    #expect(errors.allSatisfy { abs($0) <= 2 })
  }
}

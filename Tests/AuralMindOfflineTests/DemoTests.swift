import AuralDSP
import AuralMindOffline
import FileSupport
import Testing

@Suite struct DemoTests {
  private func demo(
    _ folder: TemporaryFolder, _ name: String, sampleRate: Int, seconds: Double
  ) throws -> String {
    let format = AudioFormat(
      sampleRate: sampleRate, channelCount: 2, container: .wav, encoding: .float(bits: 32))
    let path = folder(name)
    try writeDemo(
      to: Destination(path: path, inputs: []),
      output: OutputFormat(path: path, input: format, wordLength: nil), seconds: seconds)
    return path
  }

  @Test(
    "sounds like a mix before mastering at any rate", arguments: [8_000, 44_100, 48_000, 96_000])
  func figures(sampleRate: Int) throws {
    let folder = try TemporaryFolder()
    var file = try AudioFile(
      path: demo(folder, "demo.wav", sampleRate: sampleRate, seconds: 40))
    let figures = try measure(&file)
    #expect(figures.seconds == 40)
    #expect((-23 ... -18).contains(figures.integratedLUFS))
    #expect((-7 ... -2).contains(figures.truePeakDecibels))
    #expect(figures.loudnessRangeLU > 3)
    let correlation = try #require(figures.correlation)
    #expect((0.5...0.95).contains(correlation))
  }

  @Test("is the same file every time")
  func deterministic() throws {
    let folder = try TemporaryFolder()
    _ = try demo(folder, "a.wav", sampleRate: 44_100, seconds: 3)
    _ = try demo(folder, "b.wav", sampleRate: 44_100, seconds: 3)
    #expect(try folder.bytes("a.wav") == folder.bytes("b.wav"))
  }

  @Test("is more than 3 LU louder in the chorus than in the verse")
  func contrast() throws {
    let folder = try TemporaryFolder()
    let path = try demo(folder, "demo.wav", sampleRate: 48_000, seconds: 19.2)
    let frames = try #require(SoundFile(path: path)).frames
    // Four bars of verse, four of chorus, 9.6 s each.
    let sections = try [frames.prefix(460_800), frames.suffix(460_800)].map { part in
      let path = folder("part.wav")
      _ = SoundFile(Array(part), sampleRate: 48_000, format: SoundFormat.wavFloat).write(to: path)
      var file = try AudioFile(path: path)
      return try measure(&file).integratedLUFS
    }
    #expect(sections[1] - sections[0] > 3)
  }
}

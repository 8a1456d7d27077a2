import AuralDSP
import FileSupport
import Foundation
import Testing

@Suite struct ErrorTests {
  /// Runs the tool where it must fail: with the status, one sentence, and nothing written.
  private func expectFailure(
    _ arguments: [String], status: Int32, saying words: String, in folder: TemporaryFolder,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try folder.names
    let line = arguments.map { "'\($0)'" }.joined(separator: " ")
    let result = try Tool.shell("cd \(folder.path) && \"$TOOL\" \(line)")
    #expect(result.status == status, "\(result.error)", sourceLocation: sourceLocation)
    #expect(!result.wasKilled, sourceLocation: sourceLocation)
    #expect(result.error.contains(words), "\(result.error)", sourceLocation: sourceLocation)
    #expect(
      result.error.split(separator: "\n").count == 1, "\(result.error)",
      sourceLocation: sourceLocation)
    #expect(result.output.isEmpty, sourceLocation: sourceLocation)
    #expect(try folder.names == before, sourceLocation: sourceLocation)
  }

  private func folderWithMix() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let frames = (0..<48_000).map { i in
      Frame(repeating: 0.25 * sin(Float(i) * 0.05))
    }
    try #require(
      SoundFile(frames, sampleRate: 48_000, format: SoundFormat.wavFloat).write(
        to: folder("in.wav")))
    return folder
  }

  @Test("an input that cannot be processed gets one sentence", arguments: ["render", "master"])
  func inputs(command: String) throws {
    let folder = try folderWithMix()
    func fails(_ input: String, _ words: String) throws {
      try expectFailure(
        [command, input, "-o", "out.wav"], status: 1, saying: words, in: folder)
    }
    try fails("missing.wav", "There is no file “missing.wav”")
    try fails(".", "is a folder")
    try fails("/dev/null", "not a regular file")

    try Data("This is not audio.".utf8).write(to: URL(fileURLWithPath: folder("text.wav")))
    try fails("text.wav", "not an audio file")
    try Data().write(to: URL(fileURLWithPath: folder("nothing.wav")))
    try fails("nothing.wav", "not an audio file")

    func file(_ name: String, rate: Int = 48_000, channels: Int = 2, _ samples: [Float]) throws {
      try #require(
        SoundFile(
          sampleRate: rate, channelCount: channels, format: SoundFormat.wavFloat, samples: samples
        ).write(to: folder(name)))
    }
    try file("empty.wav", [])
    try fails("empty.wav", "0 frames")
    try file("six.wav", channels: 6, [Float](repeating: 0.1, count: 6_000))
    try fails("six.wav", "6 channels")
    try file("slow.wav", rate: 4_000, [Float](repeating: 0.1, count: 8_000))
    try fails("slow.wav", "4000 Hz")
    try file("fast.wav", rate: 768_000, [Float](repeating: 0.1, count: 8_000))
    try fails("fast.wav", "768000 Hz")
    for (name, value) in [("nan.wav", Float.nan), ("inf.wav", -.infinity)] {
      var samples = [Float](repeating: 0.1, count: 96_000)
      samples[2 * 12_000 + 1] = value
      try file(name, samples)
      try fails(name, "0:00.250 (frame 12000)")
    }
  }

  @Test(
    "a file that was cut off is not mastered as if it were whole",
    arguments: [SoundFormat.wav24, SoundFormat.wavFloat, SoundFormat.aiff16, SoundFormat.flac24])
  func cutOff(format: Int) throws {
    let folder = try folderWithMix()
    let whole = try #require(SoundFile(path: folder("in.wav")))
    try #require(
      SoundFile(whole.frames, sampleRate: 48_000, format: format).write(to: folder("whole")))
    let bytes = try folder.bytes("whole")
    try bytes.prefix(bytes.count * 6 / 10).write(to: URL(fileURLWithPath: folder("cut")))
    let words = format == SoundFormat.flac24 ? "cannot be read" : "ends early"
    for command in ["render", "master"] {
      try expectFailure(
        [command, "cut", "-o", "out.wav"], status: 1, saying: words, in: folder)
    }
  }

  @Test("a file whose length nobody could know when it was written is whole")
  func piped() throws {
    let folder = try folderWithMix()
    var bytes = try folder.bytes("in.wav")
    let data = try #require(bytes.range(of: Data("data".utf8)))
    bytes.replaceSubrange(data.upperBound..<data.upperBound + 4, with: [255, 255, 255, 255])
    try bytes.write(to: URL(fileURLWithPath: folder("piped.wav")))
    let result = try Tool.run("render", folder("piped.wav"), "-o", folder("out.wav"))
    #expect(result.status == 0, "\(result.error)")
    #expect(try #require(SoundFile(path: folder("out.wav"))).frameCount == 48_000)
  }

  @Test("a mix without loudness has no master")
  func noLoudness() throws {
    let folder = try folderWithMix()
    for (name, count, value) in [("silent.wav", 96_000, Float(0)), ("short.wav", 19_000, 0.5)] {
      let frames = (0..<count).map { Frame(repeating: $0 % 2 == 0 ? value : -value) }
      try #require(
        SoundFile(frames, sampleRate: 48_000, format: SoundFormat.wavFloat).write(to: folder(name)))
      try expectFailure(
        ["master", name, "-o", "out.wav"], status: 1, saying: "no loudness", in: folder)
      #expect(try Tool.run("render", folder(name), "-o", folder("out.wav")).status == 0)
      try FileManager.default.removeItem(atPath: folder("out.wav"))
    }
  }

  @Test("an output that cannot be written gets one sentence", arguments: ["render", "master"])
  func outputs(command: String) throws {
    let folder = try folderWithMix()
    try FileManager.default.createDirectory(
      atPath: folder("folder.wav"), withIntermediateDirectories: false)
    func fails(_ output: String, _ status: Int32, _ words: String) throws {
      try expectFailure(
        [command, "in.wav", "-o", output], status: status, saying: words, in: folder)
    }
    try fails("folder.wav", 1, "it is a folder")
    try fails("new/", 1, "folder")
    try fails("none/out.wav", 1, "there is no folder")
    try fails("in.wav/out.wav", 1, "cannot be written")
    try fails("/dev/null", 1, "not a regular file")
    try fails("", 1, "the name is empty")
    try fails("out.doc", 64, "does not say what to write")
  }

  @Test("wrong usage exits with 64 and says what is taken", arguments: ["render", "master"])
  func usage(command: String) throws {
    let folder = try folderWithMix()
    func fails(_ arguments: [String], _ words: String) throws {
      try expectFailure(
        [command, "in.wav", "-o", "out.wav"] + arguments, status: 64, saying: words, in: folder)
    }
    try fails(["--set", "loudness=3"], "no control “loudness”")
    try fails(["--set", "gr_limit"], "symbol=value")
    try fails(["--set", "gr_limit=12.5"], "0 to 12 dB")
    try fails(["--set", "governor=1.5"], "whole numbers")
    try fails(["--set", "true_peak=1"], "not a control that can be set")
    try fails(["--target-lufs", "-40"], "-36 to -5 LUFS")
    try fails(["--target-lufs=loud"], "-36 to -5 LUFS")
    try fails(["--ceiling", "1"], "-9 to 0 dBTP")
    try fails(["--ceiling", "nan"], "-9 to 0 dBTP")
    try fails(["--preset", "louder"], "competitive-trap")
    try fails(["--delivery", "nowhere"], "ebu-r128")
    try fails(["--bits", "12"], "32f")
    try fails(["--bits"], "bits")
    try fails(["--louder"], "--louder")
    try fails(["another.wav"], "another.wav")
  }

  @Test("master refuses settings under which there is nothing to solve")
  func nothingToSolve() throws {
    let folder = try folderWithMix()
    for setting in [
      "governor=off", "governor=hold", "governor_gain=3", "enabled=0", "listen=delta",
    ] {
      try expectFailure(
        ["master", "in.wav", "-o", "out.wav", "--set", setting], status: 64, saying: "use render",
        in: folder)
    }
  }

  @Test("one unreadable file does not keep the others from being measured")
  func measuresTheRest() throws {
    let folder = try folderWithMix()
    let result = try Tool.run("measure", "--json", folder("none.wav"), folder("in.wav"))
    #expect(result.status == 1)
    #expect(result.error.contains("none.wav"))
    #expect(result.list.count == 1)
  }
}

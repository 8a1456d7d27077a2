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
    var samples = [Float](repeating: 0.1, count: 96_000)
    samples[2 * 12_000 + 1] = -3e9
    try file("hot.wav", samples)
    try fails("hot.wav", "a sample of +190 dBFS at 0:00.250 (frame 12000)")
    try expectFailure(["measure", "hot.wav"], status: 1, saying: "+190 dBFS", in: folder)
  }

  @Test(
    "a file that was cut off is not mastered as if it were whole",
    arguments: [
      SoundFormat.wav24, SoundFormat.wavFloat, SoundFormat.aiff16, SoundFormat.au24,
      SoundFormat.wave64Float, SoundFormat.rf64Float, SoundFormat.flac24,
    ])
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

  @Test(
    "one byte that is missing from the last frame is noticed, and a whole file is whole",
    arguments: [
      SoundFormat.wav24, SoundFormat.aiff16, SoundFormat.aiff24, SoundFormat.au24,
      SoundFormat.wave64Float, SoundFormat.rf64Float,
    ])
  func lastByte(format: Int) throws {
    let folder = try folderWithMix()
    // Mono frames of an odd length, after which some kinds of file have a byte of padding.
    var file = try #require(SoundFile(path: folder("in.wav")))
    file.channelCount = 1
    file.format = format
    file.samples = Array(file.samples.prefix(47_999))
    try #require(file.write(to: folder("whole")))
    let result = try Tool.run("measure", folder("whole"))
    #expect(result.status == 0, "\(result.error)")
    // Two bytes: the padding, where there is some, and one of the last sample.
    let bytes = try folder.bytes("whole")
    try bytes.dropLast(2).write(to: URL(fileURLWithPath: folder("cut")))
    try expectFailure(["measure", "cut"], status: 1, saying: "ends early", in: folder)
  }

  @Test("a stream whose length is not known is read to its end", arguments: ["flac", "ogg"])
  func unknownLength(name: String) throws {
    let folder = try folderWithMix()
    var file = try #require(SoundFile(path: folder("in.wav")))
    file.format = name == "flac" ? SoundFormat.flac24 : SoundFormat.oggVorbis
    for _ in 0..<3 { file.samples += file.samples.prefix(96_000) }
    try #require(file.write(to: folder("whole")))
    var bytes = try folder.bytes("whole")
    if name == "flac" {
      // The 36 bits of STREAMINFO that hold the number of samples (RFC 9639, §8.2).
      bytes[21] &= 0xF0
      for i in 22...25 { bytes[i] = 0 }
    } else {
      bytes = bytes.prefix(bytes.count * 8 / 10)
    }
    try bytes.write(to: URL(fileURLWithPath: folder("in.\(name)")))
    for command in ["render", "master"] {
      let result = try Tool.run(command, folder("in.\(name)"), "-o", folder("out.wav"))
      #expect(result.status == 0, "\(result.error)")
      let count = try #require(SoundFile(path: folder("out.wav"))).frameCount
      #expect(name == "flac" ? count == 192_000 : (48_000..<192_000).contains(count))
      // Whatever fits into WAV is WAV.
      #expect(try folder.bytes("out.wav").prefix(4) == Data("RIFF".utf8))
    }
    let measured = try Tool.run("measure", "--json", folder("in.\(name)"))
    #expect(measured.status == 0, "\(measured.error)")
    #expect(try #require(measured.list.first?["duration_s"] as? Double) <= 4)
  }

  @Test("a name that is not UTF-8 is refused, not written under another name")
  func unreadableName() throws {
    let folder = try folderWithMix()
    let result = try Tool.shell(
      "cd '\(folder.path)' && \"$TOOL\" render in.wav -o $'out\\xff.wav'")
    #expect(result.status == 64)
    #expect(result.error.contains("is not UTF-8"))
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try folder.names == ["in.wav"])
  }

  @Test("what cannot be known is null in JSON, and no number is without end")
  func null() throws {
    let folder = try TemporaryFolder()
    let file = SoundFile(
      [Frame](repeating: .zero, count: 48_000), sampleRate: 48_000, format: SoundFormat.wav24)
    try #require(file.write(to: folder("silent.wav")))
    let measured = try Tool.run("measure", "--json", folder("silent.wav"))
    let figures = try #require(measured.list.first)
    for name in [
      "integrated_lufs", "maximum_momentary_lufs", "maximum_short_term_lufs", "true_peak_dbtp",
      "sample_peak_dbfs", "correlation", "minimum_psr_db",
    ] {
      #expect(figures[name] is NSNull, "\(name)")
    }
    #expect(try Tool.run("measure", folder("silent.wav")).output.contains("−∞"))
    let rendered = try Tool.run(
      "render", folder("silent.wav"), "-o", folder("out.wav"), "--json", "--set", "dither=off")
    #expect(rendered.object["integrated_lufs"] is NSNull)
    #expect(rendered.object["true_peak_dbtp"] is NSNull)
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
    if command == "render" {
      // The others name their masters in a folder after the mixes.
      try fails("folder.wav", 1, "it is a folder")
      try fails("new/", 1, "folder")
    }
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
    try fails(["--set", "target_lufs=-16", "--delivery", "amazon"], "amazon is asked for")
    try fails(
      ["--set", "delivery=streaming", "--set", "ceiling_dbtp=-3"], "streaming is asked for")
    try fails(["--target-lufs", "-40"], "-36 to -5 LUFS")
    try fails(["--target-lufs=loud"], "-36 to -5 LUFS")
    try fails(["--ceiling", "1"], "-9 to 0 dBTP")
    try fails(["--ceiling", "nan"], "-9 to 0 dBTP")
    try fails(["--preset", "louder"], "competitive-trap")
    try fails(["--delivery", "nowhere"], "ebu-r128")
    try fails(["--bits", "12"], "32f")
    try fails(["--bits"], "bits")
    try fails(["--louder"], "--louder")
    if command == "render" { try fails(["another.wav"], "another.wav") }
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

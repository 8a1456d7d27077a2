import AuralDSP
import FileSupport
import Foundation
import Testing

@Suite struct FileTests {
  private func tone(sampleRate: Int, channelCount: Int, seconds: Double = 1) -> [Float] {
    (0..<Int(seconds * Double(sampleRate))).flatMap { i in
      (0..<channelCount).map { c in
        Float(0.25 * sin(2 * .pi * 440 * Double(i + 20 * c) / Double(sampleRate)))
      }
    }
  }

  private func write(
    _ path: String, format: Int, sampleRate: Int = 48_000, channelCount: Int = 2
  ) throws {
    let file = SoundFile(
      sampleRate: sampleRate, channelCount: channelCount, format: format,
      samples: tone(sampleRate: sampleRate, channelCount: channelCount))
    try #require(file.write(to: path))
  }

  @Test(
    "kind, word length, rate, channels and length stay, and the input does not change",
    arguments: [
      ("wav", SoundFormat.wav16, 44_100, 2), ("wav", SoundFormat.wav24, 48_000, 2),
      ("wav", SoundFormat.wav32, 48_000, 2), ("wav", SoundFormat.wavFloat, 96_000, 1),
      ("wav", SoundFormat.wavDouble, 192_000, 2), ("wav", SoundFormat.wavExtended24, 48_000, 2),
      ("flac", SoundFormat.flac16, 44_100, 1), ("flac", SoundFormat.flac24, 96_000, 2),
      ("aiff", SoundFormat.aiff16, 44_100, 2), ("aiff", SoundFormat.aiff24, 8_000, 1),
      ("aif", SoundFormat.aiffFloat, 48_000, 2), ("ogg", SoundFormat.oggVorbis, 44_100, 2),
      ("wav", SoundFormat.wavFloat, 384_000, 2),
    ])
  func kept(name: String, format: Int, sampleRate: Int, channelCount: Int) throws {
    let folder = try TemporaryFolder()
    let (input, output) = (folder("in.\(name)"), folder("out.\(name)"))
    try write(input, format: format, sampleRate: sampleRate, channelCount: channelCount)
    let before = try folder.bytes("in.\(name)")
    let result = try Tool.run("render", input, "-o", output)
    #expect(result.status == 0, "\(result.error)")
    let written = try #require(SoundFile(path: output))
    #expect(written.format == format)
    #expect(written.sampleRate == sampleRate)
    #expect(written.channelCount == channelCount)
    #expect(written.frameCount == sampleRate)
    #expect(try folder.bytes("in.\(name)") == before)
    #expect(try folder.names == ["in.\(name)", "out.\(name)"])
  }

  @Test(
    "what is not written again becomes the next better kind",
    arguments: [
      (SoundFormat.wav8, "wav", SoundFormat.wav16),
      (SoundFormat.wavMuLaw, "wav", SoundFormat.wav16),
      (SoundFormat.oggVorbis, "wav", SoundFormat.wav24),
      (SoundFormat.wavFloat, "flac", SoundFormat.flac24),
    ])
  func converted(format: Int, name: String, expected: Int) throws {
    let folder = try TemporaryFolder()
    try write(folder("in"), format: format, sampleRate: 44_100)
    let result = try Tool.run("render", folder("in"), "-o", folder("out.\(name)"))
    #expect(result.status == 0, "\(result.error)")
    #expect(try #require(SoundFile(path: folder("out.\(name)"))).format == expected)
  }

  @Test("the input is never the output, by whatever name")
  func neverOverwrites() throws {
    let folder = try TemporaryFolder()
    try write(folder("in.wav"), format: SoundFormat.wav16)
    let before = try folder.bytes("in.wav")
    try FileManager.default.createSymbolicLink(
      atPath: folder("soft.wav"), withDestinationPath: folder("in.wav"))
    try FileManager.default.linkItem(atPath: folder("in.wav"), toPath: folder("hard.wav"))
    let names = try folder.names
    for name in [
      "in.wav", "soft.wav", "hard.wav", "../\((folder.path as NSString).lastPathComponent)/in.wav",
    ] {
      for command in ["render", "master"] {
        let result = try Tool.run(command, folder("in.wav"), "-o", folder(name))
        #expect(result.status == 64)
        #expect(result.error.contains("never overwritten"))
      }
    }
    #expect(try folder.bytes("in.wav") == before)
    #expect(try folder.names == names)
  }

  @Test("an existing output is replaced whole, and kept where the work fails")
  func replaced() throws {
    let folder = try TemporaryFolder()
    try write(folder("in.wav"), format: SoundFormat.wav16)
    try Data("precious".utf8).write(to: URL(fileURLWithPath: folder("out.wav")))
    let failed = try Tool.shell(
      "ulimit -f 20; \"$TOOL\" render \(folder("in.wav")) -o \(folder("out.wav"))")
    #expect(failed.status == 1)
    #expect(failed.error.contains("nothing was left behind"))
    #expect(try folder.bytes("out.wav") == Data("precious".utf8))
    #expect(try folder.names == ["in.wav", "out.wav"])
    #expect(try Tool.run("render", folder("in.wav"), "-o", folder("out.wav")).status == 0)
    #expect(try #require(SoundFile(path: folder("out.wav"))).frameCount == 48_000)
  }

  private func isWriting(_ process: Process, in folder: String) -> Bool {
    let descriptors = "/proc/\(process.processIdentifier)/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: descriptors)) ?? []
    return names.contains { name in
      let target = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "\(descriptors)/\(name)")
      return target?.hasPrefix(folder) == true
    }
  }

  @Test("an interrupted run leaves nothing behind", arguments: [SIGINT, SIGTERM, SIGKILL])
  func interrupted(signal: Int32) throws {
    let folder = try TemporaryFolder()
    #expect(
      try Tool.run("demo", folder("in.wav"), "--seconds", "120", "--rate", "8000").status == 0)
    let process = try Tool.begin("demo", folder("out.wav"), "--seconds", "3600", "--rate", "192000")
    // What is written has no name yet; a file system without such files shows one that ends in .part.
    while process.isRunning, !isWriting(process, in: folder.path) { usleep(1_000) }
    #expect(process.isRunning)
    kill(process.processIdentifier, signal)
    let result = try Tool.finish(process)
    #expect(result.wasKilled)
    #expect(result.status == signal)
    #expect(try folder.names == ["in.wav"])
  }

  @Test("a reader that goes away is no crash")
  func brokenPipe() throws {
    let result = try Tool.shell("\"$TOOL\" ports --json | head -c 1; echo ${PIPESTATUS[0]}")
    #expect(result.output.hasSuffix("0\n"))
    let full = try Tool.shell("\"$TOOL\" ports > /dev/full")
    #expect(full.status == 1)
    #expect(full.error.contains("cannot be printed"))
  }

  @Test("titles and the broadcast header stay", arguments: ["wav", "flac", "aiff"])
  func notes(name: String) throws {
    let folder = try TemporaryFolder()
    var file = SoundFile(
      sampleRate: 48_000, channelCount: 2, format: SoundFormat.wav24,
      samples: tone(sampleRate: 48_000, channelCount: 2))
    file.title = "First light"
    file.broadcastDescription = "Scene 4"
    try #require(file.write(to: folder("tagged.wav")))
    let result = try Tool.run("render", folder("tagged.wav"), "-o", folder("out.\(name)"))
    #expect(result.status == 0, "\(result.error)")
    let bytes = try folder.bytes("out.\(name)")
    #expect(bytes.range(of: Data("First light".utf8)) != nil)
    // Only WAV has room for a broadcast header.
    #expect((bytes.range(of: Data("Scene 4".utf8)) != nil) == (name == "wav"))
  }

  @Test("a master can be a lossy file too", arguments: ["ogg", "opus", "mp3"])
  func lossy(name: String) throws {
    let folder = try TemporaryFolder()
    try write(folder("in.wav"), format: SoundFormat.wav24)
    let result = try Tool.run("master", folder("in.wav"), "-o", folder("out.\(name)"), "--json")
    #expect(result.status == 0, "\(result.error)")
    let after = try #require(result.object["after"] as? [String: Any])
    // A codec changes loudness by a trace.
    #expect(abs(try #require(after["integrated_lufs"] as? Double) + 12.8) < 0.3)
    #expect(try folder.names == ["in.wav", "out.\(name)"])
  }
}

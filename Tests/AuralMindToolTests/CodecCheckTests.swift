import AuralDSP
import FileSupport
import Foundation
import Support
import Testing

@Suite struct CodecCheckTests {
  /// Two seconds of clipped noise, its samples at `peak` of full scale: what codecs overshoot on.
  private func hot(_ peak: Float, sampleRate: Int = 48_000) -> SoundFile {
    var noise = SeededNoise(seed: 5)
    let frames = (0..<(2 * sampleRate)).map { _ in
      Frame(noise.uniform() > 0 ? peak : -peak, noise.uniform() > 0 ? peak : -peak)
    }
    return SoundFile(frames, sampleRate: sampleRate, format: SoundFormat.wavFloat)
  }

  private func codings(_ result: Tool.Result) -> [[String: Any]] {
    result.object["codings"] as? [[String: Any]] ?? []
  }

  @Test("peaks after coding are those that a separate run of ffmpeg and measure show")
  func peaks() throws {
    let folder = try TemporaryFolder()
    try #require(hot(0.5).write(to: folder("hot.wav")))
    let bytes = try folder.bytes("hot.wav")
    let result = try Tool.run(
      "codec-check", folder("hot.wav"), "--codec", "mp3", "--bitrate", "128", "--json")
    #expect(result.status == 0, "\(result.error)")
    let own = try Tool.run("measure", folder("hot.wav"), "--json").list[0]
    #expect(result.object["true_peak_dbtp"] as? Double == own["true_peak_dbtp"] as? Double)

    let made = try Tool.shell(
      """
      cd '\(folder.path)' && ffmpeg -nostdin -v error -i hot.wav -c:a libmp3lame -b:a 128k x.mp3 && \
      ffmpeg -nostdin -v error -i x.mp3 -c:a pcm_f32le x.wav
      """)
    try #require(made.status == 0, "\(made.error)")
    let decoded = try Tool.run("measure", folder("x.wav"), "--json").list[0]
    let coding = try #require(codings(result).first)
    let expected = try #require(decoded["true_peak_dbtp"] as? Double)
    let shown = try #require(coding["true_peak_dbtp"] as? Double)
    #expect(abs(shown - expected) < 0.02)
    #expect(try folder.bytes("hot.wav").elementsEqual(bytes))
    #expect(try folder.names == ["hot.wav", "x.mp3", "x.wav"])
  }

  @Test("what passes 0 dBTP is marked, fails nothing, and stays below under the ceiling it names")
  func ceiling() throws {
    let folder = try TemporaryFolder()
    try #require(hot(0.9).write(to: folder("hot.wav")))
    let arguments = ["codec-check", folder("hot.wav"), "--codec", "aac", "--bitrate", "96"]
    let table = try Tool.run(arguments[0], arguments[1], "--codec", "aac", "--bitrate", "96")
    #expect(table.status == 0, "\(table.error)")
    #expect(table.output.contains("PASSED"))
    #expect(table.output.contains("1 of 1 codings pass 0 dBTP"))
    let result = try Tool.run(
      arguments[0], arguments[1], "--codec", "aac", "--bitrate", "96", "--json")
    let again = try Tool.run(
      arguments[0], arguments[1], "--codec", "aac", "--bitrate", "96", "--json")
    #expect(result.output.utf8.elementsEqual(again.output.utf8))
    let coding = try #require(codings(result).first)
    #expect(coding["over_0_dbtp"] as? Bool == true)
    #expect(coding["overs_per_10_s"] as? Double ?? 0 > 0)

    let ceiling = try #require(coding["estimated_ceiling_dbtp"] as? Double)
    let own = try #require(result.object["true_peak_dbtp"] as? Double)
    let gain = Float(amplitude(decibels: ceiling - own))
    try #require(hot(0.9 * gain).write(to: folder("lower.wav")))
    let lower = try Tool.run(
      "codec-check", folder("lower.wav"), "--codec", "aac", "--bitrate", "96", "--json")
    let kept = try #require(codings(lower).first?["true_peak_dbtp"] as? Double)
    // A codec decides anew at another level: a tenth on noise.
    #expect(kept < 0.1)
    #expect(kept > -1)
  }

  @Test("names that look like options, protocols or quotes are files; one channel stays one")
  func names() throws {
    let folder = try TemporaryFolder()
    let name = "-i concat:a|b 'c\".wav"
    var file = hot(0.4, sampleRate: 44_100)
    file.samples = stride(from: 0, to: file.samples.count, by: 2).map { file.samples[$0] }
    file.channelCount = 1
    try #require(file.write(to: folder(name)))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.path)
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.arguments = ["codec-check", "--codec", "opus", "--codec", "vorbis", "--", name]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = Pipe()
    process.standardError = Pipe()
    try process.run()
    let result = try Tool.finish(process)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("Opus is coded at 48000 Hz: ffmpeg resamples from 44100 Hz."))
    #expect(!result.output.contains("Vorbis is coded"))
    #expect(try folder.names == [name])
  }

  @Test("without ffmpeg, an encoder or its consent one sentence says so")
  func missing() throws {
    let folder = try TemporaryFolder()
    try #require(hot(0.4).write(to: folder("hot.wav")))
    func check(_ script: String?) throws -> Tool.Result {
      if let script {
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: folder("ffmpeg")))
      }
      return try Tool.shell(
        """
        cd '\(folder.path)' && { [ ! -e ffmpeg ] || chmod +x ffmpeg; } && \
        PATH="$PWD" "$TOOL" codec-check hot.wav --codec aac
        """)
    }
    let words = "[aac @ 0x1234] Unsupported channel layout. No."
    let encoders = "case \"$*\" in *-encoders) echo ' A..... aac  AAC'; exit 0;; esac"
    for (script, expected) in [
      (nil, "ffmpeg is not installed; on Debian, apt-get install ffmpeg"),
      ("exit 0", "has no encoder “aac” for AAC"),
      (
        "\(encoders); echo '\(words)' >&2; exit 1",
        "does not make AAC of this file at 256 kbit/s: unsupported channel layout."
      ),
    ] {
      let result = try check(script)
      #expect(result.status == 1)
      #expect(result.error.contains(expected), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1)
    }
  }

  @Test(
    "what cannot be checked is refused in one sentence",
    arguments: [
      ("hot.wav --bitrate 8", 64, "32 to 320"), ("hot.wav --codec ac3", 64, "'aac', 'mp3'"),
      ("none.wav", 1, "There is no file"), ("silent.wav --codec aac", 1, "is silent"),
    ])
  func refusals(arguments: String, status: Int32, words: String) throws {
    let folder = try TemporaryFolder()
    try #require(hot(0.4).write(to: folder("hot.wav")))
    try #require(hot(0).write(to: folder("silent.wav")))
    let result = try Tool.shell("cd '\(folder.path)' && \"$TOOL\" codec-check \(arguments)")
    #expect(result.status == status)
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
  }
}

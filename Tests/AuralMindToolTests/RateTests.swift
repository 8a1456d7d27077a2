import AuralDSP
import FileSupport
import Foundation
import Support
import Testing

@Suite struct RateTests {
  @Test(
    "at another rate and 16 bits the loudness is met and the ceiling holds between the samples",
    arguments: [(48_000, 44_100), (96_000, 44_100), (44_100, 96_000)])
  func converted(from: Int, to: Int) throws {
    let folder = try TemporaryFolder()
    let demo = try Tool.run(
      "demo", folder("in.wav"), "--seconds", "12", "--rate", "\(from)", "--bits", "24")
    try #require(demo.status == 0, "\(demo.error)")
    let result = try Tool.run(
      "master", folder("in.wav"), "-o", folder("out.flac"), "--rate", "\(to)", "--bits", "16",
      "--preset", "club", "--json")
    #expect([0, 2].contains(result.status), "\(result.error)")
    let file = try #require(SoundFile(path: folder("out.flac")))
    #expect(file.format == SoundFormat.flac16)
    #expect(file.sampleRate == to)
    #expect(file.frameCount == 12 * to)
    let after = try #require(result.object["after"] as? [String: Any])
    let told = try #require(after["integrated_lufs"] as? Double)
    let loudness = ReferenceLoudness(file.frames, sampleRate: to, channelCount: 2).integratedLUFS
    #expect(abs(loudness - told) <= 0.02)
    if result.status == 0 {
      #expect(abs(loudness - (try #require(result.object["target_lufs"] as? Double))) <= 0.05)
    }
    let ceiling = try #require(result.object["ceiling_dbtp"] as? Double)
    #expect(TruePeakJudge().truePeakDecibels(of: file.frames) <= ceiling + 0.05)
  }

  @Test("a converted tone keeps its pitch, its level and its moment")
  func tone() throws {
    let folder = try TemporaryFolder()
    func tone(_ rate: Int) -> [Frame] {
      (0..<rate).map { i in
        let seconds = Double(i) / Double(rate)
        let envelope = exp(-pow((seconds - 0.5) / 0.05, 2))
        return Frame(repeating: Float(0.5 * envelope * sin(2 * .pi * 997 * seconds)))
      }
    }
    let file = SoundFile(tone(48_000), sampleRate: 48_000, format: SoundFormat.wavFloat)
    try #require(file.write(to: folder("in.wav")))
    // Disabled, the plugin lets through what it is given.
    let result = try Tool.run(
      "render", folder("in.wav"), "-o", folder("out.wav"), "--rate", "44100", "--set", "enabled=0")
    #expect(result.status == 0, "\(result.error)")
    let got = try #require(SoundFile(path: folder("out.wav"))).frames
    let expected = tone(44_100)
    #expect(got.count == expected.count)
    let worst = zip(got, expected).reduce(Float(0)) { max($0, abs($1.0.x - $1.1.x)) }
    #expect(decibels(amplitude: Double(worst)) < -110)
  }

  @Test("title, markers and the place on the time line go along, at their moments")
  func notes() throws {
    let folder = try TemporaryFolder()
    let frames = (0..<96_000).map { Frame(repeating: 0.2 * sin(Float($0) * 0.05)) }
    var file = SoundFile(frames, sampleRate: 96_000, format: SoundFormat.wav24)
    file.title = "Night drive"
    file.markers = [9_600, 48_000]
    file.timeReference = 96_000 * 3_600
    try #require(file.write(to: folder("in.wav")))
    for (rate, scale) in [(96_000, 1.0), (48_000, 0.5), (44_100, 0.459375)] {
      let result = try Tool.run(
        "render", folder("in.wav"), "-o", folder("out.wav"), "--rate", "\(rate)")
      #expect(result.status == 0, "\(result.error)")
      let written = try #require(SoundFile(path: folder("out.wav")))
      #expect(written.title == "Night drive")
      #expect(written.markers == [9_600, 48_000].map { Int(($0 * scale).rounded()) })
      #expect(written.timeReference == rate * 3_600)
    }
  }

  @Test("a rate that cannot be processed, or an unknown kind of file, is wrong usage")
  func refused() throws {
    let folder = try TemporaryFolder()
    for arguments in [["--rate", "1000"], ["--format", "doc"]] {
      let result = try Tool.shell(
        "\"$TOOL\" master in.wav -o '\(folder("out/"))' \(arguments.joined(separator: " "))")
      #expect(result.status == 64)
    }
  }
}

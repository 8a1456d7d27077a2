import AuralDSP
import AuralMind
import FileSupport
import Foundation
import Support
import Testing

@Suite struct MasterTests {
  /// The farthest apart; deep, all of them.
  private static let tried: [Delivery] =
    isDeepCheck ? Delivery.allCases : [.streaming, .ebuR128]
  private static let heard: [Preset] =
    isDeepCheck ? Preset.allCases : [.transparent, .competitiveTrap]

  /// A folder with a demo mix, `mix.wav`; in 20 s there are a verse and a chorus.
  private func folderWithMix(bits: String = "32f", seconds: Int = 20) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let result = try Tool.run(
      "demo", folder("mix.wav"), "--seconds", "\(seconds)", "--rate", "44100", "--bits", bits)
    try #require(result.status == 0, "\(result.error)")
    return folder
  }

  private func integratedLUFS(_ path: String) throws -> Double {
    let file = try #require(SoundFile(path: path))
    return ReferenceLoudness(
      file.frames, sampleRate: file.sampleRate, channelCount: file.channelCount
    ).integratedLUFS
  }

  @Test(
    "is within 0.05 LU of what every delivery asks, by libebur128, under its ceiling",
    arguments: tried)
  func deliveries(delivery: Delivery) throws {
    let folder = try folderWithMix()
    let result = try Tool.run(
      "master", folder("mix.wav"), "-o", folder("out.wav"), "--delivery", "\(delivery.slug)",
      "--json")
    #expect(result.status == 0, "\(result.error)")
    var settings = Settings()
    settings.delivery = delivery
    #expect(abs(try integratedLUFS(folder("out.wav")) - settings.goal.targetLUFS) <= 0.05)
    let frames = try #require(SoundFile(path: folder("out.wav"))).frames
    let truePeak = TruePeakJudge().truePeakDecibels(of: frames)
    #expect(truePeak <= settings.goal.ceilingDecibels + 0.05)
    #expect(result.object["outcome"] as? String == "reached")
    #expect(result.object["reason"] == nil)
  }

  @Test(
    "is within 0.05 LU of what every preset asks, or says it cannot be", arguments: heard)
  func presets(preset: Preset) throws {
    let folder = try folderWithMix()
    let result = try Tool.run(
      "master", folder("mix.wav"), "-o", folder("out.wav"), "--preset", "\(preset.slug)", "--json")
    let after = try #require(result.object["after"] as? [String: Any])
    let told = try #require(after["integrated_lufs"] as? Double)
    let loudness = try integratedLUFS(folder("out.wav"))
    #expect(abs(loudness - told) <= 0.02)
    if result.status == 0 {
      #expect(abs(loudness - preset.values.targetLUFS) <= 0.05)
    } else {
      #expect(result.status == 2)
      #expect(result.object["outcome"] as? String == "gain_reduction_limit")
    }
  }

  @Test("asked for too much, it spends the limit, writes the closest honest master and says why")
  func tooMuch() throws {
    let folder = try folderWithMix()
    let result = try Tool.run(
      "master", folder("mix.wav"), "-o", folder("out.wav"), "--target-lufs", "-5", "--json")
    #expect(result.status == 2)
    #expect(result.error.contains("of −5.0: the gain-reduction limit of 3.0 dB is used up"))
    #expect(result.error.split(separator: "\n").count == 1)
    let spent = try #require(result.object["average_gain_reduction_db"] as? Double)
    #expect((2.97...3).contains(spent))
    let loudness = try integratedLUFS(folder("out.wav"))
    #expect(loudness < -6)

    let pushed = try Tool.run(
      "master", folder("mix.wav"), "-o", folder("pushed.wav"), "--target-lufs", "-5", "--set",
      "gr_limit=12", "--json")
    #expect(try integratedLUFS(folder("pushed.wav")) > loudness + 0.5)
    #expect(try #require(pushed.object["average_gain_reduction_db"] as? Double) > spent + 1)
    if pushed.status != 0 {
      #expect(pushed.status == 2)
      #expect(pushed.error.contains("took the crest factor from"))
    }
  }

  @Test("allowed no gain reduction, it goes as far as there is none, whatever the target")
  func noReduction() throws {
    let folder = try folderWithMix()
    func master(_ target: String) throws -> [String: Any] {
      try Tool.run(
        "master", folder("mix.wav"), "-o", folder("out.wav"), "--target-lufs", target, "--set",
        "gr_limit=0", "--json"
      ).object
    }
    let gains = try ["-5", "-11", "-14"].map { target in
      let report = try master(target)
      #expect(try #require(report["average_gain_reduction_db"] as? Double) <= 0.005)
      return try #require(report["governor_gain_db"] as? Double)
    }
    #expect(gains.allSatisfy { abs($0 - gains[0]) < 0.2 }, "\(gains)")
    let before = try #require(try master("-5")["before"] as? [String: Any])
    let reachable = try #require(before["integrated_lufs"] as? Double) + gains[0] - 1
    #expect(try master("\(reachable)")["outcome"] as? String == "reached")
  }

  @Test(
    "the gain it prints makes the same master in one pass of the plugin's chain that knows the mix",
    arguments: [true, false])
  func reproducible(fromProfile: Bool) throws {
    let folder = try folderWithMix(bits: "24")
    var source = folder("mix.wav")
    if fromProfile {
      source = folder("mix.amprofile")
      let capture = try Tool.run("capture", folder("mix.wav"), "-o", source)
      #expect(capture.status == 0, "\(capture.error)")
    }
    let master = try Tool.run(
      "master", folder("mix.wav"), "-o", folder("out.wav"), "--preset", "club", "--json")
    let gain = try #require(master.object["governor_gain_db"] as? Double)
    let render = try Tool.run(
      "render", folder("mix.wav"), "-o", folder("again.wav"), "--preset", "club",
      "--set", "governor=hold", "--set", String(format: "governor_gain=%.3f", gain),
      "--source", source)
    #expect(render.status == 0, "\(render.error)")
    #expect(try folder.bytes("out.wav") == folder.bytes("again.wav"))
  }

  @Test("a mono mix is mastered as the one channel that meters hear")
  func mono() throws {
    let folder = try folderWithMix()
    var file = try #require(SoundFile(path: folder("mix.wav")))
    file.samples = file.frames.map { ($0.x + $0.y) / 2 }
    file.channelCount = 1
    try #require(file.write(to: folder("mono.wav")))
    let result = try Tool.run(
      "master", folder("mono.wav"), "-o", folder("out.wav"), "--delivery", "apple-music")
    #expect(result.status == 0, "\(result.error)")
    #expect(try #require(SoundFile(path: folder("out.wav"))).channelCount == 1)
    #expect(abs(try integratedLUFS(folder("out.wav")) + 16) <= 0.05)
  }

  @Test("takes negative numbers with a space or an equals sign; what is left open stays")
  func negativeNumbers() throws {
    let folder = try folderWithMix(seconds: 6)
    func goal(_ arguments: String) throws -> [Double?] {
      let result = try Tool.shell(
        "\"$TOOL\" master '\(folder("mix.wav"))' -o '\(folder("out.wav"))' --json "
          + "--set gr_limit=12 \(arguments)")
      #expect(result.status == 0, "\(result.error)")
      return ["target_lufs", "ceiling_dbtp"].map { result.object[$0] as? Double }
    }
    #expect(try goal("--target-lufs -18.5 --ceiling -3") == [-18.5, -3])
    #expect(try goal("--target-lufs=-18.5 --ceiling=-3") == [-18.5, -3])
    #expect(try goal("--target-lufs=-18.5 --delivery amazon") == [-18.5, -2])
    #expect(try goal("--ceiling -4 --preset cinematic") == [-14.5, -4])
    #expect(try goal("--set ceiling_dbtp=-4 --preset cinematic") == [-14.5, -4])
    #expect(try goal("--set target_lufs=-18.5") == [-18.5, -1])
    #expect(try goal("--set target_lufs=-18.5 --ceiling -3") == [-18.5, -3])
    #expect(
      try goal("--set delivery=custom --set target_lufs=-20 --set ceiling_dbtp=-2.5")
        == [-20, -2.5])
  }

  @Test("without a name the master goes beside its mix")
  func defaultName() throws {
    let folder = try folderWithMix()
    #expect(try Tool.run("master", folder("mix.wav"), "--delivery", "ebu-r128").status == 0)
    #expect(try folder.names == ["mix-master.wav", "mix.wav"])
    let inside = try Tool.shell(
      "cd '\(folder.path)' && mv mix-master.wav other.WAV && \"$TOOL\" master other.WAV")
    #expect(inside.status == 0, "\(inside.error)")
    #expect(try folder.names == ["mix.wav", "other-master.WAV", "other.WAV"])
  }

  @Test("prints figures before and after, and no bar where nobody looks")
  func text() throws {
    let folder = try folderWithMix()
    let result = try Tool.run("master", folder("mix.wav"), "-o", folder("out.wav"))
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
    for word in ["before", "after", "LUFS", "dBTP", "PLR", "Governor gain", "Gain reduction"] {
      #expect(result.output.contains(word))
    }
  }
}

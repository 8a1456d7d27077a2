import FileSupport
import Foundation
import Testing

@Suite struct ReportTests {
  private func folderWithMix(_ name: String = "mix.wav") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try #require(try Tool.run("demo", folder(name), "--seconds", "6").status == 0)
    return folder
  }

  private func run(_ arguments: String, in folder: TemporaryFolder) throws -> Tool.Result {
    try Tool.shell("cd '\(folder.path)' && \"$TOOL\" \(arguments)")
  }

  private func object(_ name: String, in folder: TemporaryFolder) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: folder.bytes(name)) as? [String: Any] ?? [:]
  }

  @Test("the report's figures are those that are printed, and the master is the same without it")
  func figures() throws {
    let folder = try folderWithMix()
    let printed = try run("master mix.wav -o a.wav --set warmth=20 --json", in: folder).object
    let result = try run(
      "master mix.wav -o b.wav --set warmth=20 --report r.json --json", in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(try folder.bytes("a.wav") == folder.bytes("b.wav"))
    var reported = try object("r.json", in: folder)
    #expect(reported["settings"] as? [String] ?? [] != [])
    #expect((reported["stages"] as? [Any])?.count == 17)
    #expect((reported["charts"] as? [Any])?.count == 7)
    reported["output"] = printed["output"]
    for (key, value) in printed {
      #expect((reported[key] as? NSObject) == value as? NSObject, "\(key)")
    }
  }

  @Test("its commands, run as they stand, make the same master", arguments: [0, 1])
  func commands(index: Int) throws {
    let folder = try folderWithMix("the mix's.wav")
    try #require(try Tool.run("demo", folder("ref.wav"), "--seconds", "7").status == 0)
    let result = try run(
      """
      master "the mix's.wav" -o out.wav --preset club --reference ref.wav --match 80 \
      --set highpass=30 --target-lufs -11 --bits 16 --report r.json
      """, in: folder)
    #expect(result.status == 0, "\(result.error)")
    let master = try folder.bytes("out.wav")
    let commands = try object("r.json", in: folder)["commands"] as? [String] ?? []
    let line = try #require(commands.count > index ? commands[index] : nil)
    try FileManager.default.removeItem(atPath: folder("out.wav"))
    let again = try Tool.shell(
      "cd '\(folder.path)' && auralmind() { \"$TOOL\" \"$@\"; }; \(line)")
    #expect(again.status == 0, "\(line): \(again.error)")
    #expect(try folder.bytes("out.wav") == master, "\(line)")
  }

  @Test("two runs write the same bytes", arguments: ["html", "md"])
  func repeatable(fileExtension: String) throws {
    let folder = try folderWithMix()
    var reports: [Data] = []
    for _ in 0..<2 {
      let result = try run("master mix.wav -o out.wav --report r.\(fileExtension)", in: folder)
      #expect(result.status == 0, "\(result.error)")
      reports.append(try folder.bytes("r.\(fileExtension)"))
    }
    #expect(reports[0] == reports[1])
    let text = String(decoding: reports[0], as: UTF8.self)
    #expect(text.contains("On target: −12.80 LUFS"))
    #expect(!text.contains("http") && !text.contains("<script"))
  }

  @Test("a master short of its target has a report that says so; mono has no width to show")
  func short() throws {
    let folder = try folderWithMix()
    let mix = try #require(SoundFile(path: folder("mix.wav")))
    let left = stride(from: 0, to: mix.samples.count, by: 2).map { mix.samples[$0] }
    let mono = SoundFile(
      sampleRate: 48_000, channelCount: 1, format: SoundFormat.wavFloat, samples: left)
    try #require(mono.write(to: folder("mono.wav")))
    let result = try run(
      "master mono.wav -o out.wav --target-lufs -6 --set gr_limit=0.5 --report r.md", in: folder)
    #expect(result.status == 2)
    let text = String(decoding: try folder.bytes("r.md"), as: UTF8.self)
    #expect(text.contains("gain-reduction limit of 0.5 dB"))
    #expect(!text.contains("Spectrum of the side"))
    #expect(text.contains("lv2file -i mono.wav -o out.wav -c 1:in_l,1:in_r -P out"))
  }

  @Test(
    "what is no report, or would be written over, is wrong usage before the work",
    arguments: ["r.txt", "report", "mix.wav", "ref.json"])
  func usage(report: String) throws {
    let folder = try folderWithMix()
    try Data("20 0\n20000 0\n".utf8).write(to: URL(fileURLWithPath: folder("ref.json")))
    let result = try run(
      "master mix.wav -o out.wav --reference ref.json --report \(report)", in: folder)
    #expect(result.status == 64, "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try folder.names == ["mix.wav", "ref.json"])
  }
}

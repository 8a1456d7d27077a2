import FileSupport
import Foundation
import Testing

@Suite struct CaptureTests {
  private func folderWithMixes() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, rate) in [("a", "48000"), ("b", "44100")] {
      let result = try Tool.run("demo", folder("\(name).wav"), "--seconds", "6", "--rate", rate)
      try #require(result.status == 0)
    }
    return folder
  }

  /// Runs the tool in a folder whose library is `library`.
  private func run(_ arguments: String, in folder: TemporaryFolder) throws -> Tool.Result {
    try Tool.shell(
      "cd '\(folder.path)' && AURALMIND_PROFILES='\(folder("library"))' \"$TOOL\" \(arguments)")
  }

  @Test("the profile stands beside its track unless told otherwise, the same each time")
  func output() throws {
    let folder = try folderWithMixes()
    let result = try run("capture a.wav", in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("Integrated"))
    #expect(try folder.names == ["a.amprofile", "a.wav", "b.wav"])
    let text = String(decoding: try folder.bytes("a.amprofile"), as: UTF8.self)
    #expect(text.hasPrefix("* auralmind-profile 1\n* name: a\n* sources: 1\n"))
    #expect(try run("capture a.wav --name a -o other.amprofile", in: folder).status == 0)
    #expect(try folder.bytes("other.amprofile") == folder.bytes("a.amprofile"))
  }

  @Test("several tracks become one profile in a slot, and profiles lists it")
  func slot() throws {
    let folder = try folderWithMixes()
    #expect(try run("profiles", in: folder).output.contains("The library is empty"))
    let captured = try run(
      "capture a.wav b.wav --weight 2 --weight 0.5 --slot 4 --name 'Two of them' --json", in: folder
    )
    #expect(captured.status == 0, "\(captured.error)")
    #expect(captured.object["sources"] as? Int == 2)
    #expect(captured.object["slot"] as? Int == 4)
    #expect(captured.object["sample_rate_hz"] as? Double == 48_000)
    #expect((captured.object["levels"] as? [Any])?.count == 7)
    #expect(try folder.names == ["a.wav", "b.wav", "library"])
    try Data("20 0\n10 0\n".utf8).write(
      to: URL(fileURLWithPath: folder("library/05.amprofile")))

    let list = try run("profiles --json", in: folder).list
    #expect(list.map { $0["slot"] as? Int } == [4, 5])
    #expect(list[0]["name"] as? String == "Two of them")
    #expect(list[0]["integrated_lufs"] as? Double ?? 0 < -5)
    #expect(list[0]["error"] is NSNull)
    #expect((list[0]["date"] as? String)?.hasPrefix("20") == true)
    #expect((list[1]["error"] as? String)?.contains("line 2") == true)
    let table = try run("profiles", in: folder).output
    #expect(table.contains("Two of them"))
    #expect(table.contains("broken: "))
  }

  @Test(
    "what cannot be asked for is wrong usage, and nothing is written",
    arguments: [
      ("a.wav --slot 17", "1 to 16"), ("a.wav --slot 1 -o x", "not both"),
      ("a.wav b.wav --weight 1", "2 times"), ("a.wav --weight 0", "above 0"),
      ("a.wav -o a.wav", "input itself"), ("", "Missing expected argument"),
    ])
  func usage(arguments: String, words: String) throws {
    let folder = try folderWithMixes()
    let result = try run("capture \(arguments)", in: folder)
    #expect(result.status == 64)
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try folder.names == ["a.wav", "b.wav"])
  }

  @Test("what cannot be captured fails in one sentence, and nothing is written")
  func failures() throws {
    let folder = try folderWithMixes()
    let silent = SoundFile(
      sampleRate: 48_000, channelCount: 1, format: SoundFormat.wavFloat,
      samples: [Float](repeating: 0, count: 48_000))
    try #require(silent.write(to: folder("silent.wav")))
    for (arguments, words) in [
      ("a.wav none.wav", "There is no file “none.wav”"), ("silent.wav", "no sound to take"),
      ("a.wav -o none/x.amprofile", "there is no folder"),
    ] {
      let result = try run("capture \(arguments)", in: folder)
      #expect(result.status == 1)
      #expect(result.error.contains(words), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1)
      #expect(try folder.names == ["a.wav", "b.wav", "silent.wav"])
    }
  }

  @Test("a full disk leaves the old profile as it was")
  func fullDisk() throws {
    let folder = try folderWithMixes()
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder("a.amprofile")))
    let result = try Tool.shell("cd '\(folder.path)' && ulimit -f 1 && \"$TOOL\" capture a.wav")
    #expect(result.status == 1)
    #expect(result.error.contains("nothing was left behind"), "\(result.error)")
    #expect(try folder.bytes("a.amprofile") == Data("old".utf8))
    #expect(try folder.names == ["a.amprofile", "a.wav", "b.wav"])
  }
}

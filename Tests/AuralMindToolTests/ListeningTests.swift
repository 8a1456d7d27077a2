import FileSupport
import Foundation
import Testing

@Suite struct ListeningTests {
  private func folderWithMixes() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let result = try Tool.run("demo", folder("a.wav"), "--seconds", "4")
    try #require(result.status == 0)
    let master = try Tool.run(
      "render", folder("a.wav"), "-o", folder("b.wav"), "--preset", "club",
      "--set", "governor=hold", "--set", "governor_gain=9")
    try #require(master.status == 0)
    return folder
  }

  private func run(_ arguments: String, in folder: TemporaryFolder) throws -> Tool.Result {
    try Tool.shell("cd '\(folder.path)' && \"$TOOL\" abx \(arguments)")
  }

  /// Writes an answer behind every X of a sheet.
  private func fill(_ name: String, with answers: [String], in folder: TemporaryFolder) throws {
    var text = String(decoding: try folder.bytes(name), as: UTF8.self)
    for (i, answer) in answers.enumerated() {
      let trial = String(format: "X%02d:", i + 1)
      text = text.replacing("\(trial)\n", with: "\(trial) \(answer)\n")
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder(name)))
  }

  @Test("a package is made, filled and scored; the key is sealed as sha256sum sees it")
  func whole() throws {
    let folder = try folderWithMixes()
    let made = try run("a.wav b.wav -o test --trials 6 --json", in: folder)
    #expect(made.status == 0, "\(made.error)")
    #expect(made.object["aligned"] as? Bool == true)
    #expect(made.object["offset_frames"] as? Int == 0)
    let loudness = try ["a", "b"].map { name -> Double in
      let track = made.object[name] as? [String: Any]
      return try #require(track?["integrated_lufs"] as? Double)
    }
    #expect(abs(loudness[0] - loudness[1]) < 0.05)
    let digest = try Tool.shell("sha256sum '\(folder("test/key.txt"))'").output.prefix(64)
    #expect(made.object["key_sha256"] as? String == String(digest))

    let empty = try run("--score test", in: folder)
    #expect(empty.status == 1)
    #expect(empty.error.contains("X01"))

    let key = String(decoding: try folder.bytes("test/key.txt"), as: UTF8.self)
    let answers = key.split(separator: "\n").filter { $0.hasPrefix("X") }.map { "\($0.suffix(1))" }
    try fill("test/sheet.txt", with: answers, in: folder)
    let scored = try run("--score test", in: folder)
    #expect(scored.status == 0, "\(scored.error)")
    #expect(scored.output.hasPrefix("6 of 6 right"))
    let elsewhere = try Tool.shell(
      "cd '\(folder.path)' && mv test/key.txt mine && \"$TOOL\" abx --score test/sheet.txt "
        + "--key mine --json")
    #expect(elsewhere.object["correct"] as? Int == 6)
    #expect(elsewhere.object["p"] as? Double == 1.0 / 64)
  }

  @Test("without a seed every package is another, with one the same")
  func seeds() throws {
    let folder = try folderWithMixes()
    for (name, options) in [
      ("s1", "--seed 9 --salt pepper"), ("s2", "--seed 9 --salt pepper"), ("r1", ""), ("r2", ""),
    ] {
      let made = try run("a.wav b.wav -o \(name) --trials 2 \(options)", in: folder)
      try #require(made.status == 0, "\(made.error)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder("s1")).sorted()
    #expect(names == ["A.wav", "B.wav", "X01.wav", "X02.wav", "key.txt", "sheet.txt"])
    for name in names {
      #expect(try folder.bytes("s1/\(name)") == folder.bytes("s2/\(name)"))
      #expect(try folder.bytes("r1/\(name)") != folder.bytes("r2/\(name)"))
    }
    #expect(String(decoding: try folder.bytes("s1/key.txt"), as: UTF8.self).contains("pepper"))
  }

  @Test(
    "what cannot be asked for is wrong usage, and nothing is written",
    arguments: [
      ("a.wav b.wav", "--output"), ("a.wav -o x", "two tracks"), ("", "two tracks"),
      ("a.wav b.wav -o x --trials 0", "1 to 99"), ("a.wav b.wav -o x --trials 100", "1 to 99"),
      ("a.wav b.wav -o x --key k", "goes with --score"), ("--score x --seed 1", "alone"),
      ("a.wav b.wav -o x --from=-1", "0 or more"), ("a.wav b.wav -o x --seconds 0.1", "0.5"),
      ("a.wav b.wav -o x --salt ''", "plain text"),
    ])
  func usage(arguments: String, words: String) throws {
    let folder = try folderWithMixes()
    let result = try run(arguments, in: folder)
    #expect(result.status == 64)
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try folder.names == ["a.wav", "b.wav"])
  }

  @Test("a full disk and an interruption leave nothing behind")
  func interruption() throws {
    let folder = try folderWithMixes()
    let full = try Tool.shell(
      "cd '\(folder.path)' && ulimit -f 400 && \"$TOOL\" abx a.wav b.wav -o x")
    #expect(full.status == 1)
    #expect(full.error.contains("nothing was left behind"), "\(full.error)")
    #expect(try folder.names == ["a.wav", "b.wav"])

    let process = try Tool.begin(
      "abx", folder("a.wav"), folder("b.wav"), "-o", folder("x"), "--trials", "99")
    while try folder.names.count == 2, process.isRunning { usleep(1_000) }
    process.interrupt()
    let ended = try Tool.finish(process)
    #expect(ended.wasKilled)
    #expect(try folder.names == ["a.wav", "b.wav"])
  }
}

import AuralMindOffline
import FileSupport
import Foundation
import Support
import Testing

@Suite struct RegressTests {
  private let committed = ShippedBundle.projectRoot.appending(path: GoldenFile.defaultPath).path

  /// Runs the command in the root of the sources.
  private func regress(_ arguments: String) throws -> Tool.Result {
    try Tool.shell("cd '\(ShippedBundle.projectRoot.path)' && \"$TOOL\" regress \(arguments)")
  }

  @Test("the sound of every preset is as committed, and blessing writes the same")
  func sound() throws {
    let folder = try TemporaryFolder()
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder("now.csv")))
    let result = try regress("'\(folder("now.csv"))' --bless")
    #expect(result.status == 0, "\(result.error)")
    #expect(try folder.names == ["now.csv"])
    let moved = try GoldenFile(path: committed).differences(
      to: try GoldenFile(path: folder("now.csv")))
    #expect(
      moved.isEmpty,
      "\(moved.count) figures moved; auralmind regress lists them: \(moved.prefix(5))")
  }

  @Test("a part of the suite is compared with its part of the committed figures")
  func part() throws {
    let result = try regress("--programme voice")
    #expect(result.status == 0, "\(result.output)\(result.error)")
    #expect(result.output.contains("All 455 figures are as \(GoldenFile.defaultPath) has them."))
  }

  @Test("a changed figure, a missing one and a new one fail with a table, and nothing is written")
  func moved() throws {
    let folder = try TemporaryFolder()
    var lines = try String(contentsOfFile: committed, encoding: .utf8).split(separator: "\n")
    let changed = try #require(
      lines.firstIndex { $0.hasPrefix("voice,48000,club,integrated_lufs,") })
    let dropped = try #require(
      lines.firstIndex { $0.hasPrefix("voice,48000,club,true_peak_dbtp,") })
    lines[changed] = "voice,48000,club,integrated_lufs,-20,0.05"
    lines[dropped] = "voice,48000,club,another_db,1,0.1"
    let text = Data((lines.joined(separator: "\n") + "\n").utf8)
    try text.write(to: URL(fileURLWithPath: folder("golden.csv")))

    let result = try regress("'\(folder("golden.csv"))' --programme voice")
    #expect(result.status == 1)
    #expect(result.output.contains("integrated_lufs"))
    #expect(result.output.contains("missing"))
    #expect(result.output.contains("new"))
    #expect(result.output.contains("3 of 455 figures"))
    #expect(try folder.bytes("golden.csv").elementsEqual(text))

    let json = try regress("'\(folder("golden.csv"))' --programme voice --json")
    #expect(json.status == 1)
    let differences = json.object["differences"] as? [[String: Any]] ?? []
    #expect(
      differences.map { $0["figure"] as? String }
        == ["another_db", "true_peak_dbtp", "integrated_lufs"])
    #expect(differences.first?["is"] is NSNull)
    #expect(differences.last?["was"] as? Double == -20)
  }

  @Test(
    "what cannot be compared or written is said in one sentence before the work begins",
    arguments: [
      ("none.csv", 1, "There are no golden figures"), (". --bless", 1, "it is a folder"),
      ("none/x.csv --bless", 1, "there is no folder"),
      ("--bless --programme voice", 64, "leave --programme out"),
      ("--programme song", 64, "bass, dark, demo"), ("README.md", 1, "does not begin"),
    ])
  func refusals(arguments: String, status: Int32, words: String) throws {
    let result = try regress(arguments)
    #expect(result.status == status)
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
  }
}

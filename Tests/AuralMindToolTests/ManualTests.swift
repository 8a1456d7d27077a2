import AuralMind
import FileSupport
import Foundation
import Support
import Testing

@testable import AuralMindTool

@Suite struct ManualTests {
  private let pages = ["tool", "profile"]

  private func page(_ name: String) throws -> String {
    let result = try Tool.run("manual", "--page", name)
    try #require(result.status == 0, "\(result.error)")
    return result.output
  }

  /// Every command that people are told of, with those inside it.
  private func commands(
    of command: CommandDescription, path: String
  ) -> [(path: String, command: CommandDescription)] {
    command.shownCommands.flatMap { inner in
      [("\(path) \(inner.commandName)", inner)]
        + commands(of: inner, path: "\(path) \(inner.commandName)")
    }
  }

  @Test("no reader of manuals has anything to say against a page")
  func lint() throws {
    let folder = try TemporaryFolder()
    for name in pages {
      try Data(page(name).utf8).write(to: URL(fileURLWithPath: folder(name)))
      for reader in ["mandoc -T lint", "groff -man -ww -Tutf8", "man --warnings -l"] {
        let result = try Tool.shell("\(reader) '\(folder(name))' 2>&1 > /dev/null")
        #expect(result.status == 0 && result.output.isEmpty, "\(reader): \(result.output)")
        let said = try Tool.shell("mandoc -T lint '\(folder(name))'")
        #expect(said.output.isEmpty && said.error.isEmpty, "\(said.output)\(said.error)")
      }
    }
  }

  @Test("the manual has every command, option, control and status, and none that is hidden")
  func whole() throws {
    let text = try Tool.shell("\"$TOOL\" manual | mandoc -T utf8 | col -b").output
      .replacing(/\s+/, with: " ")
    let tool = try ToolDescription(of: RootCommand.self)
    let commands = commands(of: tool.command, path: "auralmind")
    #expect(commands.count >= 10)
    for (path, command) in commands {
      #expect(text.contains(path))
      for argument in command.shownArguments {
        for name in argument.names ?? [] { #expect(text.contains(name.typed), "\(path)") }
      }
    }
    for control in Control.allCases where control.kind == .input {
      #expect(text.contains(" \(control.symbol) "))
    }
    for meaning in ExitMeaning.allCases { #expect(text.contains("\(meaning.rawValue) ")) }
    #expect(!text.contains("auralmind completions"))
    for name in ["AURALMIND_PROFILES", "XDG_DATA_HOME", "LV2_PATH"] { #expect(text.contains(name)) }
  }

  @Test("the page on profiles has every key and limit, and its example is a profile")
  func profile() throws {
    let source = try page("profile")
    for key in ProfileKey.allCases {
      #expect(source.contains("\\fB\(RoffText.literal("\(key.name)"))\\fP"))
      let values = "\(key.values)".split(separator: " ")
      #expect(values.count == key.valueCount)
    }
    #expect(source.contains("up to \(Profile.maximumTextBytes >> 20) MiB"))
    #expect("\(ProfileFault(line: 0, kind: .tooManyRows).words)".contains("\(Profile.maximumRows)"))
    let lines = source.split(separator: "\n").map { $0.replacing("\\-", with: "-") }
    let end = try #require(lines.lastIndex(of: ".fi"))
    let start = try #require(lines[..<end].lastIndex(of: ".nf"))
    let example = lines[(start + 1)..<end].joined(separator: "\n") + "\n"
    let profile = try Profile(text: Array(example.utf8).span)
    #expect(String(decoding: profile.text, as: UTF8.self) == example)
    #expect(profile.statistics.correlations.count == 1)
  }

  @Test("what would be read as a macro or an escape is text")
  func escapes() {
    var page = RoffPage(title: "x", section: 1, volume: "y")
    page.text(".hidden \\n 'quoted' ~/.lv2 −3 “word” é --set")
    page.example([".TH", "a-b"])
    let lines = page.source.split(separator: "\n").dropFirst(2)
    #expect(
      Array(lines) == [
        "\\&.hidden \\en 'quoted' \\(ti/.lv2 \\-3 \\(lqword\\(rq \\[u00E9] \\-\\-set", ".PP",
        ".RS 4", ".nf", "\\&.TH", "a\\-b", ".fi", ".RE",
      ])
  }

  @Test("the version is the changelog's, with the name of the tool")
  func version() throws {
    #expect(try Tool.run("--version").output == "auralmind \(Release.version)\n")
    let changelog = try String(
      contentsOf: ShippedBundle.projectRoot.appending(path: "CHANGELOG.md"), encoding: .utf8)
    let heading = try #require(changelog.firstMatch(of: /\n## \[(.+)\] - (.+)\n/))
    #expect(heading.1 == Release.version)
    // Before a release the day is that of the last word on it.
    #expect(heading.2 == "unreleased" || heading.2 == Release.day)
    #expect(try page("tool").contains("AuralMind \(Release.version)"))
  }
}

import AuralMind
import AuralMindOffline

/// The page auralmind(1): what the parser knows of every command, and what surrounds them.
struct ToolManual {
  private var page = RoffPage(title: "auralmind", section: 1, volume: "User Commands")

  /// Writes the page of a tool.
  init(_ tool: ToolDescription) {
    let root = tool.command
    page.section("NAME")
    page.text("\(root.commandName) - \(Self.phrase(root.abstract))")
    page.section("SYNOPSIS")
    page.usage(root.commandName, [[.italic("command")], [.italic("argument")], [.plain("...")]])
    page.section("DESCRIPTION")
    describe(root)
    page.section("OPTIONS")
    for argument in root.shownArguments { page.item(argument.tag, argument.explanation) }
    page.section("COMMANDS")
    for command in root.shownCommands { write(command, path: root.commandName) }
    writeControls()
    writeSurroundings()
  }

  /// The page's source.
  var source: String { page.source }

  private mutating func write(_ command: CommandDescription, path: String) {
    let name = "\(path) \(command.commandName)"
    let arguments = command.shownArguments.filter { !$0.isGeneral }
    page.subsection(name)
    page.usage(
      name,
      arguments.filter { $0.kind != .positional }.map(\.usage)
        + arguments.filter { $0.kind == .positional }.map(\.usage))
    page.paragraphBreak()
    if let abstract = command.abstract { page.text(abstract) }
    describe(command)
    for argument in arguments { page.item(argument.tag, argument.explanation) }
    for inner in command.shownCommands { write(inner, path: name) }
  }

  private mutating func describe(_ command: CommandDescription) {
    for paragraph in (command.discussion ?? "").split(separator: "\n\n") {
      page.text(String(paragraph))
    }
  }

  /// What `--set` takes: the table of ports.
  private mutating func writeControls() {
    page.section("CONTROLS")
    page.text(
      "--set symbol=value takes these symbols; where a control has named values, a name will do.")
    for control in Control.allCases where control.kind == .input {
      let parameter = control.parameter
      let unit = parameter.unit.map { " \($0.symbol)" } ?? ""
      let range = control.range
      var words = """
        \(parameter.comment) From \(plainNumber(range.lowest)) to \(plainNumber(range.highest))\(unit); \
        \(plainNumber(range.initial)) unless set.
        """
      let names = control.namedValues
      if !names.isEmpty { words += " By name: \(names.joined(separator: ", "))." }
      page.item([.bold("\(control.symbol)")], words)
    }
  }

  private mutating func writeSurroundings() {
    page.section("EXIT STATUS")
    for meaning in ExitMeaning.allCases {
      page.item([.bold("\(meaning.rawValue)")], Self.sentence(meaning.words))
    }
    page.section("ENVIRONMENT")
    for (name, words) in ManualTexts.environment { page.item([.bold(name)], words) }
    page.section("FILES")
    for (path, words) in ManualTexts.files { page.item([.italic(path)], words) }
    page.section("EXAMPLES")
    for (words, commands) in ManualTexts.examples {
      page.paragraphBreak()
      page.text(words)
      page.example(commands)
    }
    page.section("SEE ALSO")
    page.text([
      .bold("auralmind-profile"), .plain("(5), "), .bold("lv2file"), .plain("(1), "),
      .bold("ffmpeg"), .plain("(1)"),
    ])
  }

  /// A sentence as part of another: without its capital and its full stop.
  private static func phrase(_ sentence: String?) -> String {
    let text = sentence ?? ""
    let words = text.hasSuffix(".") ? String(text.dropLast()) : text
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  private static func sentence(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst() + "."
  }
}

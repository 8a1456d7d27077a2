import Foundation

/// A document of the project, in Markdown, as tests hold it to the program.
public struct Document {
  /// Its place, from the root of the project.
  public let path: String
  /// Its lines.
  public let lines: [String]

  /// Reads the document at `path`, from the root of the project.
  public init(_ path: String) throws {
    self.path = path
    let text = try String(
      contentsOf: ShippedBundle.projectRoot.appending(path: path), encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Every document that people read, in the order of the manual.
  public static func all() throws -> [Document] {
    let folder = ShippedBundle.projectRoot.appending(path: "docs")
    let chapters = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    return try (["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"] + chapters).map(Document.init)
  }

  /// The lines under a heading of the second rank, up to the next; all of them where it is nil.
  public func section(_ heading: String?) -> ArraySlice<String> {
    guard let heading else { return lines[...] }
    guard let start = lines.firstIndex(of: "## \(heading)") else { return [] }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
  }

  /// The rows of the tables under a heading, as their cells.
  public func rows(under heading: String? = nil) -> [[String]] {
    section(heading).filter { $0.hasPrefix("| ") }.map { line in
      let inside = line.dropFirst().dropLast(line.hasSuffix("|") ? 1 : 0)
      return inside.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
  }

  /// The names of its headings as links write them.
  public var anchors: Set<String> {
    Set(
      lines.filter { $0.hasPrefix("#") }.map { line in
        line.drop { $0 == "#" || $0 == " " }.lowercased()
          .filter { $0.isLetter || $0.isNumber || "- _".contains($0) }
          .replacing(" ", with: "-")
      })
  }

  /// The commands that it tells people to type, by programs of these names, in their order.
  public func commands(of programs: [String]) -> [DocumentedCommand] {
    var commands: [DocumentedCommand] = []
    // Whether the line before was of the last command, so that this one may go on with it.
    var isOpen = false
    for line in lines {
      let text = line.trimmingCharacters(in: .whitespaces)
      guard line.hasPrefix("    ") else {
        isOpen = false
        continue
      }
      if isOpen, let last = commands.indices.last, commands[last].take(text) { continue }
      isOpen = programs.contains { text.hasPrefix("\($0) ") }
      if isOpen { commands.append(DocumentedCommand(line: text)) }
    }
    return commands
  }
}

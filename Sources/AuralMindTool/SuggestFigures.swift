import AuralMind
import AuralMindOffline
import Foundation

/// What `auralmind suggest --json` prints.
struct SuggestFigures: Encodable {
  let input: String
  let references: [String]
  let suggestion: Suggestion
  let figures: ProgrammeFigures

  /// The command that masters the mix by the proposal, ready for a shell.
  var command: String {
    let words =
      ["auralmind", "master", Self.path(input)]
      + references.flatMap { ["--reference", Self.path($0)] } + suggestion.options
    return words.map(Self.quoted).joined(separator: " ")
  }

  /// Encodes the proposal with its command and the figures of the mix.
  func encode(to encoder: any Encoder) throws {
    try suggestion.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(input, forKey: .input)
    try container.encode(references, forKey: .references)
    try container.encode(figures, forKey: .figures)
    try container.encode(command, forKey: .command)
  }

  private enum CodingKeys: String, CodingKey {
    case input, references, command
    case figures = "mix"
  }

  /// A name that begins like an option gets a folder before it.
  private static func path(_ name: String) -> String { name.hasPrefix("-") ? "./\(name)" : name }

  /// A word as a POSIX shell takes it.
  private static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=:,".contains($0))
    }
    return plain && !word.isEmpty
      ? word : "'\(word.replacingOccurrences(of: "'", with: "'\\''"))'"
  }
}

import Foundation

/// A list of what each X is, or is taken for, as a text that people fill in and programs read.
///
/// Lines that begin with `*` are the header and words for the reader, as in a profile; every other one
/// is a trial, `X07: A`.
struct TrialList: Equatable {
  /// What the first line says the list is.
  enum Kind: String {
    case sheet = "auralmind-abx 1"
    case key = "auralmind-abx-key 1"
  }

  /// What the header says, by name.
  let values: [String: String]
  /// What stands at each X, from the first; nil where nothing does.
  let choices: [ListeningChoice?]
  /// The line of each X, counted from 1.
  let lines: [Int]

  /// The most trials, for which two digits are enough.
  static let trials = 1...99

  /// The name of a trial, counted from 0.
  static func name(_ trial: Int) -> String { String(format: "X%02d", trial + 1) }

  /// Reads a list of a kind from the text of the file at `path`.
  init(_ text: String, kind: Kind, path: String) throws(ListeningError) {
    func fault(_ line: Int, _ words: String) -> ListeningError {
      .faulty(path: path, line: line, words: words)
    }
    var values: [String: String] = [:]
    var found: [Int: (choice: ListeningChoice?, line: Int)] = [:]
    let lines = text.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { $0.trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: "\u{FEFF}"))) }
    guard lines[0] == "* \(kind.rawValue)" else {
      throw fault(1, "it does not begin with “* \(kind.rawValue)”")
    }
    for (i, line) in lines.enumerated() where !line.isEmpty {
      if line.hasPrefix("*") {
        let parts = line.dropFirst().split(separator: ":", maxSplits: 1)
          .map { $0.trimmingCharacters(in: .whitespaces) }
        if parts.count == 2, values[parts[0]] == nil { values[parts[0]] = parts[1] }
        continue
      }
      guard let trial = Self.trial(line) else {
        throw fault(i + 1, "“\(line.prefix(40))” is no trial, such as “X01: A”")
      }
      guard let choice = trial.choice else {
        throw fault(i + 1, "“\(trial.answer.prefix(40))” is neither A nor B")
      }
      if found[trial.index] != nil {
        throw fault(i + 1, "\(Self.name(trial.index)) stands there twice")
      }
      found[trial.index] = (choice.value, i + 1)
    }
    guard let count = values["trials"].flatMap(Int.init), Self.trials.contains(count) else {
      throw fault(1, "its header does not tell the number of trials")
    }
    var trials: [(choice: ListeningChoice?, line: Int)] = []
    for index in 0..<count {
      guard let trial = found.removeValue(forKey: index) else {
        throw fault(lines.count, "\(Self.name(index)) is missing")
      }
      trials.append(trial)
    }
    if let stranger = found.min(by: { $0.value.line < $1.value.line }) {
      throw fault(stranger.value.line, "there is no \(Self.name(stranger.key)) in \(count) trials")
    }
    self.values = values
    choices = trials.map(\.choice)
    self.lines = trials.map(\.line)
  }

  /// What an answer that can be read says; nothing where it is empty.
  private struct Answer {
    let value: ListeningChoice?
  }

  /// Takes a line such as `X07: A` apart; nil where it is no trial.
  private static func trial(_ line: String) -> (index: Int, answer: String, choice: Answer?)? {
    let upper = line.uppercased()
    guard upper.hasPrefix("X") else { return nil }
    let digits = upper.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), trials.contains(number) else { return nil }
    var rest = upper.dropFirst(1 + digits.count).trimmingCharacters(in: .whitespaces)
    guard rest.isEmpty || !rest.hasPrefix("X") else { return nil }
    if rest.hasPrefix(":") { rest = rest.dropFirst().trimmingCharacters(in: .whitespaces) }
    if rest.isEmpty { return (number - 1, rest, Answer(value: nil)) }
    return (number - 1, rest, ListeningChoice(rawValue: rest).map(Answer.init))
  }
}

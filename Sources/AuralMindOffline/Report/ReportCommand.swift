/// A line for a shell, and what it is for.
public struct ReportCommand: Sendable {
  /// What the line does, in a few words.
  public var purpose: String
  /// The line, quoted for a POSIX shell.
  public var line: String

  /// Creates a command of words that are quoted where a shell would read more into them.
  public init(purpose: String, words: [String]) {
    self.purpose = purpose
    line = words.map(Self.quoted).joined(separator: " ")
  }

  /// The word as a shell takes it literally.
  static func quoted(_ word: String) -> String {
    let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%"
    if !word.isEmpty, word.unicodeScalars.allSatisfy(plain.unicodeScalars.contains) { return word }
    return "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}

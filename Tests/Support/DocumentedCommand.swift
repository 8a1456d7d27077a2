/// A command in a document, with what it is said to complain.
public struct DocumentedCommand {
  /// What is typed, in one line.
  public private(set) var line: String
  /// The sentence on standard error that the document shows; empty where it shows none.
  public private(set) var complaint = ""

  /// Takes the line behind what was taken so far; false where it does not belong to the command.
  mutating func take(_ text: String) -> Bool {
    if line.hasSuffix("\\") {
      line = line.dropLast() + text
    } else if !complaint.isEmpty {
      complaint += " " + text
    } else if text.hasPrefix("auralmind: ") {
      complaint = text
    } else {
      return false
    }
    return true
  }
}

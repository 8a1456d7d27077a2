import Foundation

/// What is printed, as people read it or as Markdown, and every figure of it for a file.
final class Report {
  private let isMarkdown: Bool
  private var rows = [["section", "subject", "rate", "block", "figure", "unit", "value"]]

  /// A report to standard output.
  init(isMarkdown: Bool) { self.isMarkdown = isMarkdown }

  /// A reader at the other end of a pipe sees each line when it is there.
  private func print(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// A heading over what follows.
  func heading(_ text: String) {
    let underline = String(repeating: "=", count: text.count)
    print(isMarkdown ? "\n### \(text)\n" : "\n\(text)\n\(underline)\n")
  }

  /// What a line holds, in characters.
  private static let lineLength = 104

  /// A paragraph, in lines of its own.
  func text(_ text: String) {
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty && line.count + 1 + word.count > Self.lineLength {
        print(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    print(line + "\n")
  }

  /// A table: the first column to the left, the others to the right.
  func table(_ head: [String], _ rows: [[String]]) {
    let widths = head.indices.map { column in
      ([head] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }
      return isMarkdown
        ? "| " + padded.joined(separator: " | ") + " |" : padded.joined(separator: "  ")
    }
    print(line(head))
    if isMarkdown {
      print("|" + widths.indices.map { $0 == 0 ? "---|" : "---:|" }.joined())
    } else {
      print(String(repeating: "-", count: line(head).count))
    }
    for row in rows { print(line(row)) }
    print("")
  }

  /// Notes a figure for the file.
  func figure(
    _ section: String, _ subject: String, rate: Double? = nil, block: Int? = nil, _ figure: String,
    _ unit: String, _ value: Double
  ) {
    rows.append([
      section, subject, rate.map { "\(Int($0))" } ?? "", block.map { "\($0)" } ?? "", figure, unit,
      "\(value)",
    ])
  }

  /// Writes every figure that was noted, a row each, separated by commas.
  func write(to path: String) throws(BenchFault) {
    let lines = rows.map { $0.map(Self.quoted).joined(separator: ",") + "\n" }
    do {
      try lines.joined().write(toFile: path, atomically: true, encoding: .utf8)
    } catch { throw .noFile(path) }
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\n".contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}

/// A number with so many digits behind the point.
func decimal(_ value: Double, _ digits: Int) -> String {
  value.isFinite ? String(format: "%.\(digits)f", value) : "-"
}

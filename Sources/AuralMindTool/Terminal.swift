import Foundation

/// Where results and errors are written.
enum Terminal {
  /// Writes a line of results to standard output.
  static func line(_ text: String) {
    print(text)
  }

  /// Writes one sentence to standard error.
  static func error(_ sentence: String) {
    FileHandle.standardError.write(Data("auralmind: \(sentence)\n".utf8))
  }

  /// Writes any value as JSON to standard output, its keys sorted.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    line(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Writes rows as columns, made equally wide by spaces.
  static func table(_ rows: [[String]]) {
    let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    for row in rows {
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      line(cells.joined(separator: "  "))
    }
  }
}

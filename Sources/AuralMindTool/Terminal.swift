import Foundation

/// Writes a line of results to standard output.
func write(_ line: String) {
  print(line)
}

/// Writes one sentence to standard error.
func write(error sentence: String) {
  FileHandle.standardError.write(Data("auralmind: \(sentence)\n".utf8))
}

/// Writes any value as JSON to standard output, its keys sorted.
func write(json value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  write(String(decoding: try encoder.encode(value), as: UTF8.self))
}

/// Writes rows as columns, numbers of characters made equal by spaces.
func write(table rows: [[String]]) {
  let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
    rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  for row in rows {
    let cells = row.enumerated().map { column, cell in
      column == row.count - 1
        ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
    }
    write(cells.joined(separator: "  "))
  }
}

import Foundation

/// Where results and errors are written.
enum Terminal {
  /// Writes a line of results to standard output.
  static func line(_ text: String) {
    print(text)
  }

  /// Standard error, as it was when the program began.
  static let errors = FileHandle(fileDescriptor: dup(STDERR_FILENO), closeOnDealloc: false)

  /// Lets nothing but the program's own sentences and bars go to standard error.
  ///
  /// Decoders have a lot to say of an MP3 file that is broken, and libsndfile does not keep them from it.
  static func silenceLibraries() {
    // Whoever reads the errors is known before anything else can be.
    _ = fcntl(errors.fileDescriptor, F_SETFD, FD_CLOEXEC)
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard nowhere >= 0 else { return }
    dup2(nowhere, STDERR_FILENO)
    close(nowhere)
  }

  /// Writes one sentence to standard error.
  static func error(_ sentence: String) {
    errors.write(Data("auralmind: \(sentence)\n".utf8))
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

import Foundation

/// Writes a report in place of any file of that name, whole or not at all; its extension says of what
/// kind.
///
/// A name without an extension of a report becomes HTML: who takes paths from people asks
/// `ReportFormat` before the long work.
public func writeReport(
  _ document: ReportDocument, to destination: Destination
) throws(AudioFileError) {
  let text: String
  switch ReportFormat(path: destination.path) ?? .html {
  case .html: text = document.html
  case .markdown: text = document.markdown
  case .json:
    do {
      text = try document.json
    } catch {
      throw .unwritable(path: destination.path, reason: "a figure is no number")
    }
  }
  try destination.write(Array(text.utf8))
}

extension ReportDocument {
  /// The figures as JSON, keys sorted, a line break at the end.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(figures), as: UTF8.self) + "\n"
    }
  }
}

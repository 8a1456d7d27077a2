import Foundation

/// The kinds of file a report can be.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// One file with everything in it, for a browser and for paper.
  case html
  case markdown
  /// The figures alone.
  case json

  /// The kind that the extension of `path` names; nil where it names none.
  public init?(path: String) {
    switch URL(fileURLWithPath: path).pathExtension.lowercased() {
    case "html", "htm": self = .html
    case "md", "markdown": self = .markdown
    case "json": self = .json
    default: return nil
    }
  }
}

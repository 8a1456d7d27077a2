/// Why golden figures cannot be read, as a sentence.
public enum GoldenFileError: Error, Equatable, CustomStringConvertible {
  case missing(path: String)
  case unreadable(path: String)
  case noHeader(path: String)
  case badRow(path: String, line: Int)
  case twice(path: String, line: Int)

  /// One sentence that names the file and says what is wrong.
  public var description: String {
    switch self {
    case .missing(let path):
      "There are no golden figures “\(path)”; run in the root of the sources, or write them with --bless."
    case .unreadable(let path): "“\(path)” cannot be read."
    case .noHeader(let path):
      "“\(path)” does not begin as golden figures do, with the names of their columns."
    case .badRow(let path, let line): "“\(path)” has no golden figure in line \(line)."
    case .twice(let path, let line): "“\(path)” has a figure for the second time in line \(line)."
    }
  }
}

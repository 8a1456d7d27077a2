import Foundation

/// A file that takes what a program prints.
struct PrintedFile {
  /// Where it lies.
  let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

  /// What was printed; the file is gone then.
  func takeText() -> String {
    defer { unlink(path) }
    return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}

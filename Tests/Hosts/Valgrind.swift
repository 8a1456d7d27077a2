import Foundation

/// Valgrind's judges: the words before a program and its arguments; status 9 where something was
/// found.
enum Valgrind {
  /// Of memory.
  static let memory = command(suppressions: "valgrind.supp")

  /// Of what threads share, as far as locks order it.
  static let threads = command(suppressions: "helgrind.supp") + ["--tool=helgrind"]

  private static func command(suppressions: String) -> [String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: suppressions)
    return ["valgrind", "-q", "--error-exitcode=9", "--suppressions=\(file.path)"]
  }
}

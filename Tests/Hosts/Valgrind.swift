import Foundation

/// Valgrind's judge of memory.
enum Valgrind {
  /// The words before a program and its arguments; status 9 where something was found.
  static let command = [
    "valgrind", "-q", "--error-exitcode=9", "--suppressions=\(suppressions.path)",
  ]

  private static let suppressions = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "valgrind.supp")
}

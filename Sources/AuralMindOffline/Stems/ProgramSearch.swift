import Foundation

/// Finds programs as a shell does, without one.
enum ProgramSearch {
  /// The path of the first executable file of that name in the folders of `PATH`; nil where there is none.
  static func path(of name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first {
      FileStatus(path: $0)?.isRegular == true && access($0, X_OK) == 0
    }
  }
}

import Foundation

/// A path that may be written: not the input, not a folder, in a folder that takes files.
public struct Destination: Sendable {
  /// The path as the user wrote it.
  public let path: String

  /// Where the file really goes: a link is followed, so that it stays a link.
  let resolvedPath: String

  /// Checks that a file may be written to `path` and that it is none of `inputs`.
  public init(path: String, inputs: [String]) throws(AudioFileError) {
    self.path = path
    if path.isEmpty { throw .unwritable(path: path, reason: "the name is empty") }
    resolvedPath = Self.resolved(path)
    if let status = FileStatus(path: path) {
      for input in inputs {
        if let other = FileStatus(path: input), status.isSameFile(as: other) {
          throw .isInput(path: path)
        }
      }
      if status.isFolder { throw .unwritable(path: path, reason: "it is a folder") }
      guard status.isRegular else {
        throw .unwritable(path: path, reason: "it is not a regular file")
      }
      guard access(path, W_OK) == 0 else {
        throw .unwritable(path: path, reason: systemError(errno))
      }
    } else if path.hasSuffix("/") {
      throw .unwritable(path: path, reason: "it names a folder")
    }
    let folder = URL(fileURLWithPath: resolvedPath).deletingLastPathComponent().path
    guard let status = FileStatus(path: folder) else {
      throw .unwritable(path: path, reason: "there is no folder “\(folder)”")
    }
    guard status.isFolder else {
      throw .unwritable(path: path, reason: "“\(folder)” is not a folder")
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw .unwritable(path: path, reason: "its folder takes no new files")
    }
  }

  /// Where a path leads in the end, links followed; the path itself where nothing is there.
  static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

public import Foundation

/// The bundle as it ships, built by `make bundle` before the tests run.
public enum ShippedBundle {
  /// The project's root folder.
  public static let projectRoot = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The bundle's folder.
  public static let folder = projectRoot.appending(path: "auralmind.lv2")

  /// Why a test that needs the bundle cannot run.
  public struct Missing: Error, CustomStringConvertible {
    /// The sentence for the log.
    public let description: String

    /// Creates an error that says `description`.
    public init(description: String) {
      self.description = description
    }
  }

  /// The plugin's binary; throws a sentence that says what to do where it has not been built.
  public static func binary() throws -> URL {
    let binary = folder.appending(path: "auralmind.so")
    guard FileManager.default.isReadableFile(atPath: binary.path) else {
      throw Missing(description: "auralmind.lv2/auralmind.so is not built: run `make bundle` first")
    }
    return binary
  }

  /// Calls `body` with a folder that holds the complete bundle and nothing else, as `LV2_PATH`
  /// wants it.
  public static func withSearchPath<R>(_ body: (URL) throws -> R) throws -> R {
    _ = try binary()
    return try withScratchFolder { scratch in
      try FileManager.default.createSymbolicLink(
        at: scratch.appending(path: "auralmind.lv2"), withDestinationURL: folder)
      return try body(scratch)
    }
  }

  /// Calls `body` with an empty folder that goes afterwards.
  public static func withScratchFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "auralmind-test-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    return try body(scratch)
  }
}

import Foundation

/// A folder that is being filled beside its destination, and takes its name when whole.
///
/// A value that goes away without `commit` leaves nothing behind.
public struct PendingFolder: ~Copyable {
  /// The path as the user wrote it.
  public let path: String

  private let resolvedPath: String
  private let temporaryPath: String

  /// Starts a folder where there is nothing yet, or one with nothing in it.
  public init(path: String) throws(AudioFileError) {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if trimmed.isEmpty { throw .unwritable(path: path, reason: "the name is empty") }
    let resolved = Destination.resolved(trimmed)
    if let status = FileStatus(path: resolved) {
      guard status.isFolder else { throw .unwritable(path: path, reason: "it is not a folder") }
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: resolved) else {
        throw .unwritable(path: path, reason: "its folder cannot be read")
      }
      guard names.isEmpty else {
        throw .unwritable(path: path, reason: "the folder has something in it already")
      }
    }
    let temporary: String
    do {
      temporary = try TemporaryFiles.createFolder(beside: resolved)
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
    self.path = path
    resolvedPath = resolved
    temporaryPath = temporary
  }

  deinit {
    // Of a folder that has its name by now there is nothing left to discard.
    TemporaryFiles.discard(temporaryPath)
  }

  /// Where a file of that name goes.
  func destination(_ name: String) -> Destination {
    Destination(path: "\(path)/\(name)", resolvedPath: "\(temporaryPath)/\(name)")
  }

  /// Gives the folder its name.
  public consuming func commit() throws(AudioFileError) {
    do {
      try TemporaryFiles.commit(temporaryPath, to: resolvedPath)
    } catch {
      throw .writeFailed(path: path, reason: error.reason)
    }
  }
}

extension Destination {
  /// A file in a folder that has yet to take its name.
  fileprivate init(path: String, resolvedPath: String) {
    self.path = path
    self.resolvedPath = resolvedPath
  }
}

public import AuralMindTurtle
public import Foundation

/// Where a preset goes: a bundle of its own in the folder where hosts look for those of a user.
public struct PresetDestination: Sendable {
  /// The name of the preset.
  public let name: PresetName
  /// The path of the bundle.
  public let path: String

  /// Finds the place of a preset and checks that it can be written.
  ///
  /// The folder is made where it is not there yet. A bundle that is there must be of that name.
  ///
  /// - Parameters:
  ///   - name: What hosts list the preset by.
  ///   - folder: The folder of bundles; nil for `~/.lv2`, where lilv looks first.
  ///   - environment: Where `HOME` is found.
  /// - Throws: `PresetFileError` where it cannot.
  public init(
    name: PresetName, folder: String?,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(PresetFileError) {
    guard let folder = folder ?? Self.home(environment) else { throw .noHome }
    self.name = name
    path = folder.hasSuffix("/") ? folder + name.folderName : "\(folder)/\(name.folderName)"
    if !folder.isEmpty, FileStatus(path: folder) == nil {
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    guard let status = FileStatus(path: folder) else {
      throw .unwritable(path: folder, reason: "the folder cannot be made")
    }
    guard status.isFolder else { throw .unwritable(path: folder, reason: "it is not a folder") }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw .unwritable(path: folder, reason: "it takes no new files")
    }
    if FileStatus(path: path) != nil, !isOfItsName { throw .taken(path: path) }
  }

  /// Writes the preset in place of one of its name, whole or not at all.
  public func write(_ preset: UserPreset) throws(PresetFileError) {
    if FileStatus(path: path) == nil { return try writeBundle(preset) }
    // The manifest says no more than the name: the preset's own file is all that changes.
    try replace(UserPreset.presetFileName, with: preset.turtle, in: path)
  }

  /// Writes both files into a folder that takes its name when it is whole.
  private func writeBundle(_ preset: UserPreset) throws(PresetFileError) {
    let folder: String
    do {
      folder = try TemporaryFiles.createFolder(beside: path)
    } catch {
      throw .writeFailed(path: path, reason: error.reason)
    }
    defer { TemporaryFiles.discard(folder) }
    try replace(UserPreset.presetFileName, with: preset.turtle, in: folder)
    try replace(UserPreset.manifestFileName, with: preset.manifest, in: folder)
    do {
      try TemporaryFiles.commit(folder, to: path)
    } catch {
      throw .writeFailed(path: path, reason: error.reason)
    }
  }

  private func replace(
    _ name: String, with text: String, in folder: String
  ) throws(PresetFileError) {
    do throws(FileReplacementError) {
      try replaceFile("\(folder)/\(name)", with: Array(text.utf8))
    } catch {
      switch error {
      case .notBegun(let failure), .failed(let failure):
        throw .writeFailed(path: path, reason: failure.reason)
      }
    }
  }

  /// Whether the bundle that is there is what was written for a preset of this name.
  private var isOfItsName: Bool {
    let text = try? String(
      contentsOfFile: "\(path)/\(UserPreset.manifestFileName)", encoding: .utf8)
    return text == UserPreset.manifest(name)
  }

  private static func home(_ environment: [String: String]) -> String? {
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return "\(home)/.lv2"
  }
}

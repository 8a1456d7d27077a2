import Foundation

/// The stems of a mix: the audio files of a folder, by name.
public struct StemFolder: Sendable {
  /// The folder as the user wrote it.
  public let path: String
  /// The files, in the order of their names.
  public let files: [String]

  /// What the name of a stem has in it that is sung or spoken, in lower case.
  private static let vocalWords = ["vocal", "vox", "voice"]

  /// Finds the stems in a folder; the mix itself, where it lies among them, is none.
  public init(path: String, mix: String) throws(StemError) {
    guard let status = FileStatus(path: path) else { throw .noFolder(path: path) }
    guard status.isFolder else { throw .notFolder(path: path) }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw .unreadable(path: path)
    }
    self.path = path
    let mixStatus = FileStatus(path: mix)
    // By bytes, so that the order is the same in every language.
    files = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .filter { !$0.hasPrefix(".") && Self.isAudio($0) }
      .map { (path as NSString).appendingPathComponent($0) }
      .filter { file in
        guard let mixStatus, let status = FileStatus(path: file) else { return true }
        return !status.isSameFile(as: mixStatus)
      }
    guard !files.isEmpty else { throw .noStems(path: path) }
  }

  /// Whether a file holds voices, as its name says.
  static func isVocal(_ file: String) -> Bool {
    let name = (file as NSString).lastPathComponent.lowercased()
    return vocalWords.contains { name.contains($0) }
  }

  private static func isAudio(_ name: String) -> Bool {
    AudioFormat.Container(fileExtension: (name as NSString).pathExtension) != nil
  }
}

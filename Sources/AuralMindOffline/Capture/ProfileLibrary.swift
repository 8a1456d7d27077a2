public import AuralMind
public import Foundation

/// The folder of profiles that the plugin's slots choose from.
///
/// `AURALMIND_PROFILES` names it; otherwise it is auralmind/profiles in `XDG_DATA_HOME`, or in
/// ~/.local/share where that is not set (XDG Base Directory Specification 0.8).
public struct ProfileLibrary: Sendable {
  /// The variable of the environment that names the folder.
  public static let folderVariable = "AURALMIND_PROFILES"
  /// The variable that names the folder of the user's data, in which it is otherwise.
  public static let dataVariable = "XDG_DATA_HOME"
  /// Where it is in the folder of the user's data.
  public static let subfolder = "auralmind/profiles"
  /// The folder of the user's data in the home folder, where no variable names it.
  public static let defaultData = ".local/share"

  /// The numbers of the slots.
  public static let slots = 1...16

  /// A slot that has a file, and what is in it.
  public struct Entry: Sendable {
    /// The number of the slot.
    public let slot: Int
    /// Where the file is.
    public let path: String
    /// When the file was written; nil where the system does not say.
    public let date: Date?
    /// The profile, or why there is none.
    public let content: Result<Profile, ProfileFileError>
  }

  /// Where the library is; the folder need not exist.
  public let folder: String

  /// Finds the library by the variables of an environment.
  public init(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ProfileFileError) {
    // The specification has relative paths ignored, and an empty variable is none.
    func folder(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let named = folder(Self.folderVariable) {
      self.folder = named
    } else if let data = folder(Self.dataVariable), data.hasPrefix("/") {
      self.folder = "\(data)/\(Self.subfolder)"
    } else if let home = folder("HOME"), home.hasPrefix("/") {
      self.folder = "\(home)/\(Self.defaultData)/\(Self.subfolder)"
    } else {
      throw .noHome
    }
  }

  /// Where the profile of a slot is, from 1 to 16.
  public func path(slot: Int) -> String {
    String(format: "%@/%02d.amprofile", folder, slot)
  }

  /// Reads the profile of a slot.
  public func profile(slot: Int) throws(ProfileFileError) -> Profile {
    try writtenProfile(slot: slot).profile
  }

  /// Reads the profile of a slot and keeps its bytes.
  func writtenProfile(slot: Int) throws(ProfileFileError) -> WrittenProfile {
    do throws(ProfileFileError) {
      return try readWrittenProfile(path: path(slot: slot))
    } catch .missing {
      throw .emptySlot(slot: slot, folder: folder)
    }
  }

  /// Every slot that has a file, by number.
  public func entries() -> [Entry] {
    Self.slots.compactMap { slot in
      let path = path(slot: slot)
      let content = Result { () throws(ProfileFileError) in try readProfile(path: path) }
      if case .failure(.missing) = content { return nil }
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      let date = attributes?[.modificationDate] as? Date
      return Entry(slot: slot, path: path, date: date, content: content)
    }
  }

  /// Makes the folder of the library where it is not there yet.
  public func makeFolder() throws(AudioFileError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: folder, reason: "the folder cannot be made")
    }
  }
}

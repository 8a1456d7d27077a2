/// Why a preset cannot be saved for hosts, as a sentence.
public enum PresetFileError: Error, Equatable, CustomStringConvertible {
  case noHome
  case unwritable(path: String, reason: String)
  case taken(path: String)
  case writeFailed(path: String, reason: String)

  /// One sentence that names the folder and says what is wrong.
  public var description: String {
    switch self {
    case .noHome: "There is no home folder for presets; name a folder with --preset-folder."
    case .unwritable(let path, let reason):
      "No preset can be saved in “\(path)”: \(reason)."
    case .taken(let path):
      "“\(path)” is there already and holds no preset of that name; choose another name."
    case .writeFailed(let path, let reason):
      "Saving the preset as “\(path)” failed, and nothing was left behind: \(reason)."
    }
  }
}

public import AuralMind

/// Why a profile cannot be read or taken, as a sentence.
public enum ProfileFileError: Error, Equatable, CustomStringConvertible {
  case missing(path: String)
  case isFolder(path: String)
  case notRegular(path: String)
  case unreadable(path: String, reason: String)
  case faulty(path: String, fault: ProfileFault)
  case emptySlot(slot: Int, folder: String)
  case nothingToCapture(path: String)
  case noHome

  /// One sentence that names the file and says what is wrong.
  public var description: String {
    switch self {
    case .missing(let path): "There is no profile “\(path)”."
    case .isFolder(let path): "“\(path)” is a folder, not a profile."
    case .notRegular(let path): "“\(path)” is not a regular file."
    case .unreadable(let path, let reason): "“\(path)” cannot be read: \(reason)."
    case .faulty(let path, let fault): "“\(path)” is no profile: \(Self.words(fault))."
    case .emptySlot(let slot, let folder):
      "Slot \(slot) is empty: there is no profile for it in “\(folder)”."
    case .nothingToCapture(let path):
      """
      “\(path)” has no sound to take a profile of: it is silent, below −70 LUFS or shorter than \
      400 ms.
      """
    case .noHome: "There is no home folder for the library; set AURALMIND_PROFILES to one."
    }
  }

  private static func words(_ fault: ProfileFault) -> String {
    fault.line > 0 ? "\(fault.words) in line \(fault.line)" : "\(fault.words)"
  }
}

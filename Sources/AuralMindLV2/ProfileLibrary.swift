import CPOSIX

/// The folder in which a musician keeps profiles by number: where it is and what is in it.
enum ProfileLibrary {
  /// The slots, from 1.
  static let slotCount = 16

  /// The path of the file of a slot, from 1 to `slotCount`, in `folder`.
  static func path(slot: Int, in folder: [UInt8]) -> [UInt8] {
    var path = folder
    path += [0x2F, UInt8(0x30 + slot / 10), UInt8(0x30 + slot % 10)]
    append(".amprofile", to: &path)
    return path
  }

  /// `AURALMIND_PROFILES`, else the place that the XDG Base Directory Specification gives; nil where
  /// the environment names none.
  static var folder: [UInt8]? {
    if let folder = variable("AURALMIND_PROFILES") { return folder }
    // Relative paths are to be ignored, the specification says.
    if var folder = variable("XDG_DATA_HOME"), folder.first == 0x2F {
      append("/auralmind/profiles", to: &folder)
      return folder
    }
    guard var folder = variable("HOME") else { return nil }
    append("/.local/share/auralmind/profiles", to: &folder)
    return folder
  }

  /// The value of a variable of the environment; nil where it is missing or empty.
  private static func variable(_ name: StaticString) -> [UInt8]? {
    guard let text = unsafe getenv(cString(name)), unsafe text[0] != 0 else { return nil }
    return unsafe bytes(of: text)
  }
}

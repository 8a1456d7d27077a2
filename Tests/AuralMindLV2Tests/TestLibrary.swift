import Foundation
import Support

/// The library of profiles that every plugin of these tests finds: never the musician's own.
enum TestLibrary {
  /// What is in each slot.
  enum Slot: Int, CaseIterable {
    /// Profiles that can be read.
    case good = 1, other = 2, last = 16
    /// A text that is none.
    case broken = 3
    /// A pipe that nobody writes to.
    case pipe = 4
    /// A folder.
    case folder = 5
    /// A file beyond every limit.
    case huge = 6
    /// A link to a profile.
    case link = 7
    /// Nothing.
    case empty = 8
  }

  /// A curve as a text: levels in dB at some frequencies, different for each tilt.
  static func curve(tilt: Double) -> Data {
    let rows = stride(from: 0, to: 10, by: 1).map { octave in
      "\(20 * pow(2, Double(octave))) \(-tilt * Double(octave))\n"
    }
    return Data(rows.joined().utf8)
  }

  /// What is in a slot that can be read.
  static func content(_ slot: Slot) -> Data? {
    switch slot {
    case .good, .link: curve(tilt: 3)
    case .other: curve(tilt: 4.5)
    case .last: curve(tilt: 6)
    default: nil
    }
  }

  /// Where it is.
  static let folder = FileManager.default.temporaryDirectory.appending(
    path: "auralmind-test-library-\(ProcessInfo.processInfo.processIdentifier)")

  /// The file of a slot.
  static func file(_ slot: Slot) -> URL {
    folder.appending(path: "\(slot.rawValue < 10 ? "0" : "")\(slot.rawValue).amprofile")
  }

  private static let prepared = Result {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for slot in Slot.allCases {
      switch slot {
      case .good, .other, .last: try content(slot)?.write(to: file(slot))
      case .broken: try Data("this is no profile\n".utf8).write(to: file(slot))
      case .pipe: mkfifo(file(slot).path, 0o600)
      case .folder:
        try FileManager.default.createDirectory(at: file(slot), withIntermediateDirectories: true)
      case .huge: try Data(repeating: 0x2A, count: 1 << 20 + 1).write(to: file(slot))
      case .link:
        try FileManager.default.createSymbolicLink(
          at: file(slot), withDestinationURL: file(.good))
      case .empty: break
      }
    }
    setenv("AURALMIND_PROFILES", folder.path, 1)
    atexit { try? FileManager.default.removeItem(at: TestLibrary.folder) }
  }

  /// Puts it in place, once.
  static func prepare() throws { try prepared.get() }
}

import Foundation
import Support

/// A library of profiles for hosts that change it: files that can be read and such that cannot.
enum FuzzLibrary {
  /// Texts of slots, from the first: two curves, one of which is another program's, a whole profile
  /// of every line there is, a text that is none, nothing, and a curve of one row.
  private static let texts = [
    "20 0\n20000 -30\n", "20 0\n200 3\n20000 -40\n",
    "\u{FEFF}\"hz\";\"db\"\r\n\"20,0\";\"-3,5\"\r\n1000,0;0\r\n20000;2,25\r\n", profile, "none", "",
    "1000 0\n",
  ]

  private static let profile: String = {
    let rows = (0..<30).map { band in
      let hertz = 10 * pow(2, Double(band) / 24)
      return String(format: "%.3f %.2f %.2f\n", hertz, -Double(band), -2 * Double(band))
    }
    return """
      * auralmind-profile 1
      * name: Everything
      * sources: 3
      * sample-rate: 48000
      * integrated-lufs: -14.00
      * loudness-range-lu: 6.00
      * max-short-term-lufs: -9.00
      * true-peak-dbtp: -1.00
      * crest-db: 12.00
      * plr-db: 11.00
      * sub-fundamental-hz: 41.20
      * correlation: 20 120 0.500
      * level: 10 -18.00
      * section: 0.000 9.000 1.000
      * rows: 30
      * columns: frequency_hz mid_db side_db

      """ + rows.joined()
  }()

  /// Calls `body` with the folder.
  static func withFolder<R>(_ body: (URL) throws -> R) throws -> R {
    try ShippedBundle.withScratchFolder { folder in
      for (index, text) in texts.enumerated() {
        try Data(text.utf8).write(to: folder.appending(path: "0\(index + 1).amprofile"))
      }
      // A slot that is a folder, a pipe that nobody writes to, and a file beyond the limit.
      try FileManager.default.createDirectory(
        at: folder.appending(path: "16.amprofile"), withIntermediateDirectories: false)
      mkfifo(folder.appending(path: "pipe").path, 0o600)
      try Data(repeating: 0x2A, count: 1 << 20 + 1).write(
        to: folder.appending(path: "long.amprofile"))
      return try body(folder)
    }
  }
}

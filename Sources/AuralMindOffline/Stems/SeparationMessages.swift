import Foundation

/// What the separating program says on its standard error: a bar that it draws over and over, and words.
struct SeparationMessages {
  /// How much of what was said is kept, in bytes: a trace of errors may be long.
  private static let keptBytes = 4_096
  /// How much of it a sentence can hold, in characters.
  private static let longestWords = 200

  private var text: [UInt8] = []

  /// How far the bar has come, from 0 to 1; nil where there is none.
  private(set) var share: Double?

  /// Nothing said yet.
  init() {}

  /// Hears more.
  mutating func add(_ bytes: Data) {
    text += bytes
    text.removeFirst(max(0, text.count - Self.keptBytes))
    // Bars of tqdm begin with the share: “ 42%|████”.
    for line in lines.reversed() {
      let start = line.trimmingPrefix { $0 == " " }
      guard let end = start.range(of: "%|"), let percent = Double(start[..<end.lowerBound]) else {
        continue
      }
      share = min(1, max(0, percent / 100))
      return
    }
  }

  /// The last line that is no bar, without its full stop; empty where there is none.
  var lastWords: String {
    let line = lines.last { !$0.contains("%|") && !$0.allSatisfy(\.isWhitespace) } ?? ""
    let words = line.trimmingCharacters(in: CharacterSet(charactersIn: ". \t"))
    return String(words.prefix(Self.longestWords))
  }

  private var lines: [Substring] {
    String(decoding: text, as: UTF8.self).split { $0.isNewline }
  }
}

import Foundation

/// The two texts of a listening test: the key, and the sheet that is sealed with its digest.
struct ListeningTexts {
  /// What every X is; for whoever does not listen.
  let key: String
  /// Where the listener writes what every X is taken for.
  let sheet: String
  /// The digest of the key's bytes, as `sha256sum key.txt` prints it.
  let keyDigest: String

  /// Chances, one-sided, that people take for significant.
  static let levels = [0.05, 0.01, 0.001]

  /// Writes the texts of a test in which `names` are the files behind A and B.
  init(_ draw: BlindDraw, names: (a: String, b: String)) {
    let trials = draw.choices.count
    key =
      """
      * \(TrialList.Kind.key.rawValue)
      * trials: \(trials)
      * salt: \(draw.salt)
      * A: \(Self.line(names.a))
      * B: \(Self.line(names.b))

      """
      + draw.choices.enumerated().map { "\(TrialList.name($0)): \($1.rawValue)\n" }.joined()
    keyDigest = SHA256(key.utf8).hexadecimal
    sheet =
      """
      * \(TrialList.Kind.sheet.rawValue)
      * trials: \(trials)
      * key-sha256: \(keyDigest)
      *
      * A.wav and B.wav are known; every X is one of them, drawn by lot, each time anew.
      * Listen to all three as often as you like, and write A or B behind each X.
      * Where you cannot tell, guess: a sheet is scored when it is full.
      * Keep away from key.txt until then; the digest above is that of its bytes, and seals it.
      *
      \(Self.table(trials: trials))

      """ + (0..<trials).map { "\(TrialList.name($0)):\n" }.joined()
  }

  /// How many right answers mean something, as lines for the reader.
  private static func table(trials: Int) -> String {
    let rows = levels.map { level -> String in
      let limit = String(format: "%g", level)
      guard let correct = BinomialTest.fewestCorrect(below: level, in: trials) else {
        return "*   p < \(limit)  out of reach in so few trials"
      }
      let chance = BinomialTest.chance(ofAtLeast: correct, in: trials)
      return "*   p < \(limit)  \(correct) of \(trials)  (p = \(String(format: "%.2g", chance)))"
    }
    let head = "* Right answers that guessing rarely reaches (exact binomial test, one-sided):"
    return ([head] + rows).joined(separator: "\n")
  }

  /// A file name on one line, whatever is in it.
  private static func line(_ name: String) -> String {
    String(name.map { $0.unicodeScalars.contains { $0.value < 0x20 } ? "?" : $0 })
  }
}

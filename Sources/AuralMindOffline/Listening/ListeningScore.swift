import Foundation

/// What came of a listening test.
public struct ListeningScore: Sendable, Equatable {
  /// How many answers are right.
  public let correct: Int
  /// How many there are.
  public let trials: Int

  /// Creates a score.
  public init(correct: Int, trials: Int) {
    self.correct = correct
    self.trials = trials
  }

  /// The chance that guessing comes to as much or more, from 0 to 1.
  public var chance: Double { BinomialTest.chance(ofAtLeast: correct, in: trials) }

  /// The result in one sentence.
  public var verdict: String {
    let share = "guessing gets as many in \(Self.percent(chance)) % of such tests"
    let result = "\(correct) of \(trials) right: \(share)"
    switch chance {
    case ..<0.001: return "\(result), so A and B were told apart, beyond reasonable doubt."
    case ..<0.01: return "\(result), so A and B were told apart."
    case ..<0.05: return "\(result), so A and B were probably told apart."
    default:
      return "\(result), so this test does not show that A and B can be told apart."
    }
  }

  /// Scores a filled sheet by its key, which has to be the one it was sealed with.
  ///
  /// A sheet that is not full is not scored: to leave out what one cannot tell is to choose.
  public init(sheetPath: String, keyPath: String) throws(ListeningError) {
    let sheet = try TrialList(
      Self.text(try Self.read(sheetPath)), kind: .sheet, path: sheetPath)
    let keyBytes = try Self.read(keyPath)
    guard SHA256(keyBytes).hexadecimal == sheet.values["key-sha256"]?.lowercased() else {
      throw .otherKey(sheet: sheetPath, key: keyPath)
    }
    let key = try TrialList(Self.text(keyBytes), kind: .key, path: keyPath)
    guard key.choices.count == sheet.choices.count else {
      throw .otherKey(sheet: sheetPath, key: keyPath)
    }
    var correct = 0
    for (i, answer) in sheet.choices.enumerated() {
      guard let answer else {
        throw .unanswered(path: sheetPath, line: sheet.lines[i], trial: TrialList.name(i))
      }
      if answer == key.choices[i] { correct += 1 }
    }
    self.init(correct: correct, trials: sheet.choices.count)
  }

  /// Sheets of a hundred trials have a few thousand bytes; more is some other file.
  private static let longestBytes = 65_536

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func read(_ path: String) throws(ListeningError) -> [UInt8] {
    guard let status = FileStatus(path: path) else {
      throw .unreadable(path: path, reason: systemError(errno))
    }
    guard status.isRegular else {
      throw .unreadable(path: path, reason: "it is not a regular file")
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(path: path, reason: systemError(errno))
    }
    defer { try? file.close() }
    guard let bytes = try? file.read(upToCount: longestBytes + 1) ?? Data() else {
      throw .unreadable(path: path, reason: "the system refuses")
    }
    guard bytes.count <= longestBytes else {
      throw .unreadable(path: path, reason: "it is too long for a sheet or a key")
    }
    return Array(bytes)
  }

  /// A share in percent with three digits that count.
  private static func percent(_ share: Double) -> String {
    String(format: share >= 0.9995 ? "%.0f" : "%.3g", share * 100)
  }
}

import Foundation

/// Why a listening test cannot be made or scored, as a sentence.
public enum ListeningError: Error, Equatable, CustomStringConvertible {
  case differentRates(a: String, rateA: Int, b: String, rateB: Int)
  case tooShort(seconds: Double)
  case beyondEnd(startSeconds: Double, seconds: Double)
  case notMatched(differenceLU: Double)
  case unreadable(path: String, reason: String)
  case faulty(path: String, line: Int, words: String)
  case unanswered(path: String, line: Int, trial: String)
  case otherKey(sheet: String, key: String)

  /// One sentence that says what is wrong.
  public var description: String {
    switch self {
    case .differentRates(let a, let rateA, let b, let rateB):
      """
      “\(a)” has \(rateA) Hz and “\(b)” \(rateB) Hz, which alone would tell them apart; convert one of \
      them first.
      """
    case .tooShort(let seconds):
      """
      A and B have \(timestamp(seconds: seconds)) in common, and a listening test takes half a second \
      at least.
      """
    case .beyondEnd(let start, let seconds):
      """
      The passage begins at \(timestamp(seconds: start)), and A and B have only \
      \(timestamp(seconds: seconds)) in common.
      """
    case .notMatched(let difference):
      """
      A and B stay \(String(format: "%.2f", abs(difference))) LU apart at any gain, for quiet passages \
      fall below the gate of −70 LUFS; choose a louder passage.
      """
    case .unreadable(let path, let reason): "“\(path)” cannot be read: \(reason)."
    case .faulty(let path, let line, let words):
      "“\(path)” cannot be scored: \(words) in line \(line)."
    case .unanswered(let path, let line, let trial):
      """
      “\(path)” is not full: \(trial) in line \(line) has no answer; guess where you cannot tell.
      """
    case .otherKey(let sheet, let key):
      """
      “\(key)” is not the key that “\(sheet)” was sealed with, or one of them was changed: the digests \
      differ.
      """
    }
  }
}

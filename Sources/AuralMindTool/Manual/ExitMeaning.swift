/// The exit statuses of all commands, and what each says.
enum ExitMeaning: Int, CaseIterable {
  case done = 0
  case failed = 1
  case shortOfTarget = 2
  case wrongUsage = 64

  /// What the status says.
  var words: String {
    switch self {
    case .done: "done"
    case .failed: "the work failed"
    case .shortOfTarget: "done, but short of the target"
    case .wrongUsage: "wrong usage"
    }
  }

  /// All of them in a sentence.
  static var sentence: String {
    let meanings = allCases.map { "\($0.rawValue) \($0.words)" }
    return "Exit status: \(meanings.joined(separator: "; "))."
  }
}

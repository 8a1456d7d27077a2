import AuralMindOffline

/// What `auralmind abx --score --json` prints.
struct ScoreFigures: Encodable {
  let correct: Int
  let trials: Int
  let p: Double
  let verdict: String

  /// Takes the figures of a score.
  init(_ score: ListeningScore) {
    correct = score.correct
    trials = score.trials
    p = score.chance
    verdict = score.verdict
  }
}

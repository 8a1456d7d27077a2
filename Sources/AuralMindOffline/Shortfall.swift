import AuralMind
import Foundation

/// How far a programme came towards its target, and what kept it from going further.
struct Shortfall {
  /// What was asked for.
  let goal: Delivery.Goal
  /// The limit on average gain reduction, in dB; nil where there is none.
  let gainReductionLimitDecibels: Double?
  /// How the search for the gain ended.
  let outcome: GainSearch.Outcome
  /// The mix.
  let before: ProgrammeFigures
  /// What became of it.
  let after: ProgrammeFigures
  /// Average gain reduction of clip and limiter over the gated programme, in dB.
  let averageGainReductionDecibels: Double

  /// Why the target was not reached, in one sentence; nil where it was.
  var reason: String? {
    let reached = "Reached \(figure(after.integratedLUFS)) LUFS of \(figure(goal.targetLUFS))"
    let spent = "an average gain reduction of \(figure(averageGainReductionDecibels)) dB"
    // Where the high-pass takes rumble away the crest factor rises, and limiting is not why.
    let cost =
      after.crestDecibels > before.crestDecibels
      ? "at \(spent)"
      : """
      \(spent) took the crest factor from \(figure(before.crestDecibels)) to \
      \(figure(after.crestDecibels)) dB
      """
    switch outcome {
    case .reached: return nil
    case .gainReductionLimit:
      let limit = gainReductionLimitDecibels ?? 12
      return """
        \(reached): the gain-reduction limit of \(figure(limit)) dB is used up (\(cost)); a higher \
        gr_limit goes further, and 12 pushes regardless.
        """
    case .saturated:
      return "\(reached): more gain brings hardly any loudness under this ceiling (\(cost))."
    case .gainRange where after.integratedLUFS > goal.targetLUFS:
      return "\(reached): the governor turns down by no more than 24 dB."
    case .gainRange:
      return "\(reached): the governor turns up by no more than 24 dB (\(cost))."
    }
  }

  private func figure(_ value: Double) -> String {
    String(format: "%.1f", value).replacingOccurrences(of: "-", with: "−")
  }
}

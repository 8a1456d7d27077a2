public import AuralMind

/// The gain that brings a mix to its target by the settings it was asked with, and what it makes of the mix.
public struct Solution: Sendable {
  /// The settings, the governor holding the gain: one pass of the chain with them is the solution.
  public let settings: Settings
  /// What the chain matches to, and what it knows of the mix: the mix itself, where nobody said.
  public let spectra: MatchSpectra
  /// What was asked for.
  public let goal: Delivery.Goal
  /// The limit on average gain reduction, in dB; nil where there is none.
  public let gainReductionLimitDecibels: Double?
  /// How the search for the gain ended.
  public let outcome: GainSearch.Outcome
  /// The mix.
  public let before: ProgrammeFigures
  /// What comes out of the chain at the gain.
  public let after: ProgrammeFigures
  /// The gain of the governor, in dB.
  public let gainDecibels: Double
  /// Average gain reduction of clip and limiter over the gated programme, in dB.
  public let averageGainReductionDecibels: Double
  /// The greatest gain reduction of the limiter, in dB.
  public let maximumGainReductionDecibels: Double
  /// The number of passes through the chain.
  public let passes: Int

  /// Why the target is not reached, in one sentence; nil where it is.
  public var reason: String? {
    Shortfall(
      goal: goal, gainReductionLimitDecibels: gainReductionLimitDecibels, outcome: outcome,
      before: before, after: after, averageGainReductionDecibels: averageGainReductionDecibels
    ).reason
  }
}

public import AuralMind

/// What mastering a file to its loudness did, and how near it came.
public struct MasteringReport: Sendable {
  /// What was asked for.
  public let goal: Delivery.Goal
  /// The limit on average gain reduction, in dB; nil where there is none.
  public let gainReductionLimitDecibels: Double?
  /// How the search for the gain ended.
  public let outcome: GainSearch.Outcome
  /// The input.
  public let before: ProgrammeFigures
  /// The master, as it was written.
  public let after: ProgrammeFigures
  /// The gain of the governor, in dB; set by hand it gives the same master.
  public let gainDecibels: Double
  /// Average gain reduction of clip and limiter over the gated programme, in dB.
  public let averageGainReductionDecibels: Double
  /// The greatest gain reduction of the limiter, in dB.
  public let maximumGainReductionDecibels: Double
  /// The number of passes through the chain.
  public let passes: Int
  /// How near the master came to its reference; nil where there is none.
  public let match: MatchFigures?
  /// What was written.
  public let format: AudioFormat
}

extension MasteringReport {
  /// Why the target was not reached, in one sentence; nil where it was.
  public var reason: String? {
    Shortfall(
      goal: goal, gainReductionLimitDecibels: gainReductionLimitDecibels, outcome: outcome,
      before: before, after: after, averageGainReductionDecibels: averageGainReductionDecibels
    ).reason
  }
}

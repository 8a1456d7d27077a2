/// What a listening test is to be.
public struct ListeningOptions: Sendable {
  /// The number of X to tell, from 1 to 99.
  public var trials = 16
  /// Where the passage begins in what A and B have in common, in seconds.
  public var startSeconds = 0.0
  /// How long the passage is, in seconds; nil for all that follows.
  public var seconds: Double?

  /// The numbers of trials that a test can have.
  public static let trialRange = TrialList.trials

  /// Creates options for a test of the usual length over all that both have in common.
  public init() {}
}

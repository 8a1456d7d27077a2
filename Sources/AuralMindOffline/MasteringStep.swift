/// What mastering is busy with.
public enum MasteringStep: Sendable {
  case measuringInput
  /// A pass through the chain, counted from 1.
  case pass(Int)
  case measuringOutput
}

/// Hears what mastering is busy with, and the share of that step which is done, from 0 to 1.
public typealias MasteringProgress = (MasteringStep, Double) -> Void

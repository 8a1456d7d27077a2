/// What mastering is busy with.
public enum MasteringStep: Sendable {
  case measuringInput
  /// A pass through the chain, counted from 1.
  case pass(Int)
  case measuringOutput

  /// About how much of the whole work is done when `share` of this step is, from 0 to 1.
  ///
  /// Most masters take three passes, of which the first, what it begins with included, takes longest.
  func share(_ share: Double) -> Double {
    switch self {
    case .measuringInput: return 0.1 * share
    case .pass(1): return 0.1 + 0.5 * share
    case .pass(let number):
      let rest = 0.35 * Double(sign: .plus, exponent: 2 - number, significand: 1)
      return 0.95 - rest + rest * share / 2
    case .measuringOutput: return 0.95 + 0.05 * share
    }
  }
}

/// Hears what mastering is busy with, and the share of that step which is done, from 0 to 1.
public typealias MasteringProgress = (MasteringStep, Double) -> Void

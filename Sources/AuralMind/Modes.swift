/// How the loudness governor finds its gain.
///
/// Port values count from 0 in this order.
public enum GovernorMode: Int, CaseIterable, Sendable {
  /// No gain.
  case off
  /// The gain of the `governor_gain` port.
  case hold
  /// The gain that brings the programme to its target, learned by listening.
  case learn

  /// The name people read.
  public var name: StaticString {
    switch self {
    case .off: "Off"
    case .hold: "Hold"
    case .learn: "Learn"
    }
  }
}

/// What the governor is doing.
///
/// Port values count from 0 in this order.
public enum GovernorState: Int, CaseIterable, Sendable {
  case off
  case holding
  /// Nothing loud enough heard yet.
  case waiting
  /// On its way to the target.
  case learning
  /// At the target.
  case settled
  /// Short of the target: the average gain reduction has reached `gr_limit`.
  case limitedByGainReduction
  /// Short of the target: the gain has reached the end of its range.
  case limitedByRange

  /// The name people read.
  public var name: StaticString {
    switch self {
    case .off: "Off"
    case .holding: "Holding"
    case .waiting: "Waiting for programme"
    case .learning: "Learning"
    case .settled: "On target"
    case .limitedByGainReduction: "Short of target: gain-reduction limit"
    case .limitedByRange: "Short of target: gain range"
    }
  }
}

/// What the match EQ does to phase.
///
/// Port values count from 0 in this order.
public enum PhaseMode: Int, CaseIterable, Sendable {
  /// Every frequency is delayed alike.
  case linear
  /// Minimum phase below about 200 Hz, linear above.
  case mixed
  /// The least delay there can be.
  case minimum

  /// The name people read.
  public var name: StaticString {
    switch self {
    case .linear: "Linear"
    case .mixed: "Mixed"
    case .minimum: "Minimum"
    }
  }
}

/// What the match EQ is doing.
///
/// Port values count from 0 in this order.
public enum MatchState: Int, CaseIterable, Sendable {
  /// No reference: the preset's translation curve alone.
  case none
  /// A reference, and not yet enough known of the mix.
  case learning
  /// Matched.
  case matched
  /// A reference or source was asked for that is not there or cannot be read.
  case error

  /// The name people read.
  public var name: StaticString {
    switch self {
    case .none: "No reference"
    case .learning: "Learning the mix"
    case .matched: "Matched"
    case .error: "Profile missing or broken"
    }
  }
}

/// What is heard.
///
/// Port values count from 0 in this order.
public enum ListenMode: Int, CaseIterable, Sendable {
  /// The master.
  case master
  /// The input, aligned with the master and at its loudness.
  case source
  /// What the chain adds and takes away: the master less the aligned input.
  case delta

  /// The name people read.
  public var name: StaticString {
    switch self {
    case .master: "Master"
    case .source: "Source at the master's loudness"
    case .delta: "Delta"
    }
  }
}

/// The word length dither prepares for.
///
/// Port values count from 0 in this order.
public enum DitherDepth: Int, CaseIterable, Sendable {
  case off
  case bits16
  case bits20
  case bits24

  /// The word length in bits; nil when dither is off.
  public var bits: Int? {
    @_noLocks get {
      switch self {
      case .off: nil
      case .bits16: 16
      case .bits20: 20
      case .bits24: 24
      }
    }
  }

  /// The name people read.
  public var name: StaticString {
    switch self {
    case .off: "Off"
    case .bits16: "16 bit"
    case .bits20: "20 bit"
    case .bits24: "24 bit"
    }
  }
}

/// The spectrum of the dither.
///
/// Port values count from 0 in this order.
public enum DitherShape: Int, CaseIterable, Sendable {
  /// White triangular noise (TPDF).
  case flat
  /// Triangular noise whose error is shaped away from where the ear is keenest.
  case shaped

  /// The name people read.
  public var name: StaticString {
    switch self {
    case .flat: "Flat (TPDF)"
    case .shaped: "Shaped"
    }
  }
}

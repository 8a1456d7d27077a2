/// The base values of every stage, by character.
///
/// Port values count from 0 in this order.
public enum Preset: Int, CaseIterable, Sendable {
  case transparent
  case hiFiStreaming
  case radioLoud
  case cinematic
  case club
  case clubClean
  case competitiveTrap

  /// What the limiter and the clip are asked to do.
  public struct Values: Sendable, Equatable {
    /// The integrated loudness the preset aims at, in LUFS.
    public let targetLUFS: Double
    /// The highest true peak, in dBTP.
    public let ceilingDecibels: Double
    /// How long before a peak the limiter starts to turn down, in ms, at most its look-ahead.
    public let limiterAttackMilliseconds: Double
    /// Time constant of the limiter's quick release, in ms.
    public let limiterReleaseMilliseconds: Double
    /// How far one channel's peak turns the other down too: 0 not at all, 1 alike.
    public let limiterStereoLink: Double
    /// Where the clip's knee begins below the ceiling at no drive, in dB.
    public let clipHeadroomDecibels: Double
    /// How much further down the drive moves the knee, in dB.
    public let clipDriveDecibels: Double
    /// The share of the clipped signal, from 0 to 1.
    public let clipMix: Double
  }

  /// The preset's values.
  ///
  /// All but Transparent descend from the original Python engine, where they were tuned by ear.
  public var values: Values {
    @_noLocks get {
      switch self {
      case .transparent:
        Values(
          targetLUFS: -14, ceilingDecibels: -1, limiterAttackMilliseconds: 1.4,
          limiterReleaseMilliseconds: 90, limiterStereoLink: 1, clipHeadroomDecibels: 0.6,
          clipDriveDecibels: 0, clipMix: 0)
      case .hiFiStreaming:
        Values(
          targetLUFS: -12.8, ceilingDecibels: -1, limiterAttackMilliseconds: 1.2,
          limiterReleaseMilliseconds: 70, limiterStereoLink: 0.95, clipHeadroomDecibels: 0.6,
          clipDriveDecibels: 0.9, clipMix: 0.18)
      case .radioLoud:
        Values(
          targetLUFS: -11, ceilingDecibels: -1, limiterAttackMilliseconds: 1,
          limiterReleaseMilliseconds: 60, limiterStereoLink: 0.92, clipHeadroomDecibels: 0.6,
          clipDriveDecibels: 1, clipMix: 0.22)
      case .cinematic:
        Values(
          targetLUFS: -14.5, ceilingDecibels: -1, limiterAttackMilliseconds: 1.4,
          limiterReleaseMilliseconds: 90, limiterStereoLink: 0.92, clipHeadroomDecibels: 0.6,
          clipDriveDecibels: 0.6, clipMix: 0.12)
      case .club, .clubClean:
        Values(
          targetLUFS: -10.4, ceilingDecibels: -1, limiterAttackMilliseconds: 1,
          limiterReleaseMilliseconds: 60, limiterStereoLink: 0.92, clipHeadroomDecibels: 0.6,
          clipDriveDecibels: 1.2, clipMix: 0.25)
      case .competitiveTrap:
        Values(
          targetLUFS: -11.6, ceilingDecibels: -1, limiterAttackMilliseconds: 1,
          limiterReleaseMilliseconds: 60, limiterStereoLink: 0.92, clipHeadroomDecibels: 0.6,
          clipDriveDecibels: 1, clipMix: 0.22)
      }
    }
  }

  /// What the match EQ has of a preset.
  public struct MatchValues: Sendable {
    /// The strength of the preset's own translation curve, from 0 to 1.
    public let strength: Double
    /// What is left of it from 6 kHz on, from 0 to 1.
    public let highShare: Double
    /// What the translation curve makes of sub, low mids, presence and air.
    let translation: TranslationCurve
    /// The largest boost or cut, in dB, where `match_limit` is at its default of 6 dB.
    public let capDecibels: Double

    /// The largest boost or cut at a `match_limit`, in dB.
    ///
    /// The preset's cap is where the port's default is, and leaves the ends of the port's range as they
    /// are.
    @_noLocks
    func limit(_ matchLimitDecibels: Double) -> Double {
      let initial = Double(Control.matchLimit.range.initial)
      let highest = Double(Control.matchLimit.range.highest)
      if matchLimitDecibels <= initial { return matchLimitDecibels * capDecibels / initial }
      return capDecibels
        + (matchLimitDecibels - initial) * (highest - capDecibels) / (highest - initial)
    }
  }

  /// The preset's values for the match EQ.
  ///
  /// Strengths and caps are the original Python engine's; its one translation curve has become six.
  public var matchValues: MatchValues {
    @_noLocks get {
      switch self {
      case .transparent: MatchValues(strength: 0, highShare: 1, translation: .flat, capDecibels: 6)
      case .hiFiStreaming:
        MatchValues(strength: 0.66, highShare: 0.74, translation: .open, capDecibels: 5.2)
      case .radioLoud:
        MatchValues(strength: 0.6, highShare: 0.72, translation: .forward, capDecibels: 6)
      case .cinematic:
        MatchValues(strength: 0.58, highShare: 0.68, translation: .warm, capDecibels: 4.8)
      case .club:
        MatchValues(strength: 0.56, highShare: 0.7, translation: .weighty, capDecibels: 6)
      case .clubClean:
        MatchValues(strength: 0.56, highShare: 0.7, translation: .firm, capDecibels: 6)
      case .competitiveTrap:
        MatchValues(strength: 0.6, highShare: 0.72, translation: .deep, capDecibels: 6)
      }
    }
  }

  /// The name people read.
  public var name: StaticString {
    switch self {
    case .transparent: "Transparent"
    case .hiFiStreaming: "Hi-Fi Streaming"
    case .radioLoud: "Radio Loud"
    case .cinematic: "Cinematic"
    case .club: "Club"
    case .clubClean: "Club Clean"
    case .competitiveTrap: "Competitive Trap"
    }
  }

  /// The name the command line takes: lower case with hyphens.
  public var slug: StaticString {
    switch self {
    case .transparent: "transparent"
    case .hiFiStreaming: "hi-fi-streaming"
    case .radioLoud: "radio-loud"
    case .cinematic: "cinematic"
    case .club: "club"
    case .clubClean: "club-clean"
    case .competitiveTrap: "competitive-trap"
    }
  }
}

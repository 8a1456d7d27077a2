import AuralDSP

/// Says how much of what is quiet in a band is music, and how much may be hiss.
///
/// Three floors, each a slope from nothing to all; the highest one counts.
struct DetailFloor {
  /// Nothing and all, in dB against the band's long-term level: the quietest twentieth of a pop mix
  /// lies 5 to 8 dB below it, and what rings off reaches 20 dB further.
  private static let levelNone = -34.0
  private static let levelAll = -24.0

  /// Nothing and all, in LU against the programme: what lies 40 LU below is heard in pauses only.
  private static let loudnessNone = -40.0
  private static let loudnessAll = -32.0

  /// Nothing and all, in dBFS: hiss at -70 dBFS must stay, and a level measured within 5 ms wavers.
  private static let fullScaleNone = -66.0
  private static let fullScaleAll = -60.0

  private let trust: Double
  private let level: Double
  private let loudness: Double

  /// A floor that nothing passes.
  @_noLocks
  init() {
    trust = 0
    level = 0
    loudness = 0
  }

  /// The floor of a band of `levelDecibels` in a track.
  @_noLocks
  init(levelDecibels: Double, balance: TrackBalance) {
    trust = min(max(balance.trust, 0), 1)
    level = levelDecibels
    // Side is in both channels, so it counts twice in the loudness: 3 dB.
    loudness = loudnessLUFS(power: balance.loudnessPower) - decibels(power: 2)
  }

  /// The share of music, from 0 to 1, in a band of `levelDecibels` now.
  @_noLocks
  func presence(levelDecibels now: Double) -> Double {
    let inBand = Self.share(now - level, none: Self.levelNone, all: Self.levelAll)
    let inMix = Self.share(now - loudness, none: Self.loudnessNone, all: Self.loudnessAll)
    let atAll = Self.share(now, none: Self.fullScaleNone, all: Self.fullScaleAll)
    return min(inBand, min(inMix, atAll)) * trust
  }

  @_noLocks
  private static func share(_ decibels: Double, none: Double, all: Double) -> Double {
    min(max((decibels - none) / (all - none), 0), 1)
  }
}

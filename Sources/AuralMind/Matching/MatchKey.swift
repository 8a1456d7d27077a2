/// What tells one curve of the match EQ from another.
struct MatchKey: Equatable {
  /// Where the reference is; nil where there is none.
  let reference: MatchPlace?
  /// Where the mix's spectrum is; nil where it is what was learned.
  let source: MatchPlace?
  /// The versions of the profiles, and of what was learned where that counts.
  let profilesVersion: Int
  let learnedVersion: Int
  let phase: PhaseMode
  /// What the preset has of its own: the translation curve and its strength, the cap in dB.
  let preset: Preset.MatchValues
  let percent: Float
  let sidePercent: Float
  let smoothingOctaves: Float
  let limitDecibels: Float
  let lowHertz: Float
  let highHertz: Float

  @_noLocks
  static func == (a: Self, b: Self) -> Bool {
    a.learnedVersion == b.learnedVersion && a.differsOnlyInLearning(from: b)
  }

  /// Whether all but what was learned is the same.
  @_noLocks
  func differsOnlyInLearning(from b: Self) -> Bool {
    let a = self
    return a.reference?.index == b.reference?.index && a.source?.index == b.source?.index
      && a.profilesVersion == b.profilesVersion && a.phase == b.phase
      && Self.isSame(a.preset, b.preset) && a.percent == b.percent
      && a.sidePercent == b.sidePercent && a.smoothingOctaves == b.smoothingOctaves
      && a.limitDecibels == b.limitDecibels && a.lowHertz == b.lowHertz
      && a.highHertz == b.highHertz
  }

  @_noLocks
  private static func isSame(_ a: Preset.MatchValues, _ b: Preset.MatchValues) -> Bool {
    a.strength == b.strength && a.highShare == b.highShare && a.capDecibels == b.capDecibels
      && a.translation.isSame(as: b.translation)
  }
}

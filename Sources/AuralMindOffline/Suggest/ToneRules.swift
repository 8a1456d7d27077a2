import AuralMind

/// Proposes what shapes the balance: high-pass, warmth, masking, de-esser, glow.
enum ToneRules {
  /// Rumble from here on, in dB of loudness, is as much as pink noise has there, and takes headroom.
  private static let strongRumble = -12.0
  /// The cutoff where there is rumble, in Hz; it takes 12 dB at half of that.
  private static let rumbleCutoff = 35.0
  /// A second order Butterworth at this share of a note costs it 0.9 dB.
  private static let noteShare = 0.7
  /// More than this at 5 to 10 kHz, in dB of loudness, is harsh: pink noise has -11.4.
  private static let harshBrilliance = -12.5
  /// The tilt against it, in percent: half a decibel at either end.
  private static let harshWarmth = 15.0
  /// Low mids over presence, in dB: what records have, by how much more is boxy, and how little is lean.
  private static let usualMuddiness = 9.0
  private static let muddyDecibels = 4.0
  private static let leanMuddiness = 2.0
  /// The masking EQ's extra for each decibel of boxiness, in percent, and the most in all.
  private static let maskingStep = 6.0
  private static let mostMasking = 170.0
  private static let leanMasking = 60.0
  /// Sibilants stand out in so much of the time, in percent, where more of the de-esser is wanted, and much
  /// more.
  ///
  /// Instrumental mixes show up to 2 % by chance; a singer with sharp sibilants has twice or thrice that.
  private static let sibilant = 2.5
  private static let verySibilant = 5.0
  private static let sibilantAmount = 135.0
  private static let verySibilantAmount = 170.0
  /// Glow for what is bright already, in percent.
  private static let brightGlow = 50.0

  /// The items of a mix; a reference decides about tilt by itself.
  static func items(
    _ traits: TrackTraits, preset: Preset, hasReference: Bool
  ) -> [Suggestion.Item] {
    let rumble = highpass(traits)
    // Transparent asks nothing of the stages, so that a share of it is nothing, too.
    if preset == .transparent { return [rumble].compactMap(\.self) }
    return [
      rumble, hasReference ? nil : warmth(traits), masking(traits), deess(traits),
      glow(traits, preset),
    ].compactMap(\.self)
  }

  private static func highpass(_ traits: TrackTraits) -> Suggestion.Item? {
    guard traits.balance.rumbleDecibels > strongRumble else { return nil }
    var cutoff = rumbleCutoff
    var words = ""
    if let note = traits.noteHertz {
      cutoff = min(cutoff, (noteShare * note).rounded())
      words = ", and the bass, whose note is \(written(note, decimals: 0)) Hz, keeps its level"
    }
    guard cutoff > Double(Control.highpass.range.initial) else { return nil }
    return .init(
      .highpass, cutoff,
      "What lies below 22 Hz is not heard and takes headroom\(words).", [traits.rumble])
  }

  private static func warmth(_ traits: TrackTraits) -> Suggestion.Item? {
    guard traits.balance.brillianceDecibels > harshBrilliance else { return nil }
    return .init(
      .warmth, harshWarmth,
      "There is as much at 5–10 kHz as in pink noise, which tires; a slight tilt takes the edge off.",
      [traits.brilliance])
  }

  private static func masking(_ traits: TrackTraits) -> Suggestion.Item? {
    let excess = traits.balance.muddinessDecibels - usualMuddiness
    if excess > muddyDecibels {
      return .init(
        .masking, min(mostMasking, (100 + maskingStep * excess).rounded()),
        """
        200–400 Hz stand \(written(traits.balance.muddinessDecibels, decimals: 1)) dB over 2–5 kHz, where \
        \(written(usualMuddiness, decimals: 0)) dB are common: low mids hide the presence.
        """, [traits.muddiness])
    }
    guard traits.balance.muddinessDecibels < leanMuddiness else { return nil }
    return .init(
      .masking, leanMasking,
      "Low mids are lean beside the presence, so there is little to clear and body to keep.",
      [traits.muddiness])
  }

  private static func deess(_ traits: TrackTraits) -> Suggestion.Item? {
    guard traits.sibilantPercent >= sibilant else { return nil }
    let isStrong = traits.sibilantPercent >= verySibilant
    return .init(
      .deess, isStrong ? verySibilantAmount : sibilantAmount,
      """
      Sibilants stand out of the mix in \(written(traits.sibilantPercent, decimals: 1)) % of the time, and brightening \
      would bring them up further.
      """, [traits.sibilance])
  }

  private static func glow(_ traits: TrackTraits, _ preset: Preset) -> Suggestion.Item? {
    // Club Clean has little of it for this very reason.
    guard preset != .clubClean,
      traits.balance.presenceDecibels > MixCharacter.brightPresence,
      traits.balance.brillianceDecibels > MixCharacter.brightBrilliance
    else { return nil }
    return .init(
      .glow, brightGlow, "It has gloss of its own; more harmonics would make it hard.",
      [traits.presence, traits.brilliance])
  }
}

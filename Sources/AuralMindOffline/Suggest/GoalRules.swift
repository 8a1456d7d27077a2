import AuralMind

/// Proposes preset, delivery and what limiting may cost.
enum GoalRules {
  /// Excess of peaks over the ceiling, in dB, that a limiter takes from concert music unheard.
  private static let openExcess = 4.0
  /// Excess that clip and limiter take from music that is made to be loud; more of it dulls drums.
  private static let loudExcess = 7.5
  /// Excess from here on, in dB, at which a dense floor mix wants more than the usual 3 dB on average.
  private static let floorExcess = 4.0
  private static let floorLimit = 4.0
  /// Average gain reduction for what is limited already, in dB: it has had its share.
  private static let squashedLimit = 1.0
  /// Average gain reduction for music whose dynamics should stay, in dB.
  private static let openLimit = 2.0

  /// The items of a mix of that kind; the preset is one the user has chosen, or else the kind's own.
  static func items(
    _ traits: TrackTraits, _ character: MixCharacter, chosen: Preset?
  ) -> [Suggestion.Item] {
    let preset = chosen ?? character.preset
    var items: [Suggestion.Item] = []
    if chosen == nil {
      items.append(
        .init(
          .preset, Double(preset.rawValue), character.reason(traits), character.measures(traits)))
    }
    let delivery = delivery(traits, character, preset)
    items.append(delivery)
    let excess = traits.excessDecibels(own(preset))
    let isOwn = delivery.value == Float(Delivery.fromPreset.rawValue)
    switch character {
    case .squashed:
      items.append(
        .init(
          .gainReductionLimit, squashedLimit,
          "What a limiter has had already should not be limited much again.",
          [traits.peakToLoudness]))
    case .open, .acoustic:
      items.append(
        .init(
          .gainReductionLimit, openLimit,
          "The target yields before the dynamics do.", [traits.loudnessRange]))
    case .heavy where isOwn && excess > floorExcess, .subAlone where isOwn && excess > floorExcess:
      items.append(
        .init(
          .gainReductionLimit, floorLimit,
          "Kicks that come so far over the ceiling are what limiting takes, and a floor mix bears it.",
          [.init("peaks over the ceiling", excess, "dB")]))
    default: break
    }
    return items
  }

  /// What the preset asks for by itself.
  private static func own(_ preset: Preset) -> Delivery.Goal {
    Delivery.Goal(
      targetLUFS: preset.values.targetLUFS, ceilingDecibels: preset.values.ceilingDecibels)
  }

  /// The loudness that suits: the preset's own where peaks allow, else the one players bring tracks to.
  ///
  /// AES TD1008 ("Recommendations for loudness of internet audio streaming and on-demand distribution",
  /// 2021) has the loudest track of an album at -14 LUFS; Apple's players bring music to -16.
  private static func delivery(
    _ traits: TrackTraits, _ character: MixCharacter, _ preset: Preset
  ) -> Suggestion.Item {
    let own = own(preset)
    let excess = traits.excessDecibels(own)
    let streaming = Delivery.streaming.goal.map(traits.excessDecibels) ?? 0
    func item(_ delivery: Delivery, _ reason: String, _ excess: Double) -> Suggestion.Item {
      .init(
        .delivery, Double(delivery.rawValue), reason,
        [traits.peakToLoudness, .init("peaks over the ceiling there", excess, "dB")])
    }
    switch character {
    case .squashed:
      return item(
        .streaming,
        "Players turn everything to about −14 LUFS, and what is limited already gains nothing above it.",
        streaming)
    case .open where streaming > openExcess, .acoustic where streaming > openExcess:
      let quiet = Delivery.appleMusic.goal.map(traits.excessDecibels) ?? 0
      return item(
        .appleMusic,
        """
        At −14 LUFS peaks would come \(written(streaming, decimals: 1)) dB over the ceiling, at −16 only \
        \(written(quiet, decimals: 1)): the climaxes keep their height.
        """, quiet)
    case .open, .acoustic, .common:
      return item(
        .streaming,
        "Players turn louder masters down to about −14 LUFS, so dynamics are the better use of peaks.",
        streaming)
    default:
      guard excess <= loudExcess else {
        return item(
          .streaming,
          """
          At the preset's \(written(own.targetLUFS, decimals: 1)) LUFS peaks would come \(written(excess, decimals: 1)) dB over the \
          ceiling, and limiting so much would dull the drums.
          """, streaming)
      }
      return item(
        .fromPreset,
        """
        The preset's \(written(own.targetLUFS, decimals: 1)) LUFS are within reach: peaks come \
        \(written(max(0, excess), decimals: 1)) dB over the ceiling there.
        """, excess)
    }
  }
}

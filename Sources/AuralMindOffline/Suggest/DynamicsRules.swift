import AuralMind

/// Proposes what is done to attacks and peaks.
enum DynamicsRules {
  /// Peaks over loudness below this, in dB: an attack that is raised is limited away again.
  private static let scarcePLR = 12.0

  /// The items of a mix of that kind.
  static func items(
    _ traits: TrackTraits, _ character: MixCharacter, preset: Preset
  ) -> [Suggestion.Item] {
    switch character {
    case .squashed:
      return [
        .init(
          .transient, 0, "Attacks that were limited come out as clicks when they are raised.",
          [traits.peakToLoudness, traits.crest])
      ]
    case .open where preset != .transparent, .acoustic where preset != .transparent:
      return [
        .init(
          .clip, 0, "In open music a rounded peak is heard; the limiter alone is cleaner.",
          [traits.loudnessRange, traits.peakToLoudness])
      ]
    default:
      guard preset != .transparent, traits.peakToLoudnessDecibels < scarcePLR else {
        return []
      }
      return [
        .init(
          .transient, 50, "There is little room for attacks: what is raised is limited away again.",
          [traits.peakToLoudness])
      ]
    }
  }
}

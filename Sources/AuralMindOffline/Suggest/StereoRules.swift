import AuralMind

/// Proposes what the stages of the stereo image do.
enum StereoRules {
  /// Correlations up to here, from 500 Hz to 6 kHz, leave no room: the chain's own guard lets nothing
  /// widen below 0.2.
  private static let fullCorrelation = 0.25
  /// Up to here half of the widening is enough.
  private static let wideCorrelation = 0.4
  /// From here on the mix is nearly mono; more widening is safe and wanted.
  private static let narrowCorrelation = 0.9
  private static let narrowWidth = 150.0
  /// Sides this strong beside mid, in dB, are a wide mix whatever correlates.
  private static let fullSide = -2.0
  /// A sub that is less alike than this left and right, and strong enough to matter, in dB of loudness.
  private static let wideSub = 0.5
  private static let audibleSub = -10.0
  private static let wideMonoSub = 150.0

  /// The items of a mix.
  static func items(_ traits: TrackTraits, preset: Preset) -> [Suggestion.Item] {
    // Transparent asks nothing of the stages, so that a share of it is nothing, too.
    if preset == .transparent { return [] }
    if traits.isMono {
      return [Control.monoSub, .width, .microshift, .microdetail, .movement].map {
        .init($0, 0, "Both sides are the same, so there are no sides to work on.", [traits.side])
      }
    }
    return width(traits) + [monoSub(traits, preset)].compactMap(\.self)
  }

  private static func width(_ traits: TrackTraits) -> [Suggestion.Item] {
    let words =
      "Left and right correlate by \(written(traits.correlation, decimals: 2)) from 500 Hz to 6 kHz"
    let measures = [traits.width, traits.side]
    if traits.correlation < fullCorrelation || traits.balance.sideDecibels > fullSide {
      return [
        .init(
          .width, 0,
          """
          \(words) and sides are \(written(traits.balance.sideDecibels, decimals: 1)) dB beside the middle: it is wide \
          already, and more would thin out in mono.
          """, measures),
        .init(
          .microshift, 0, "Sides that are so loose from the middle need no loosening.",
          [traits.width]),
      ]
    }
    if traits.correlation < wideCorrelation {
      return [.init(.width, 50, "\(words): wide enough for half of the widening.", measures)]
    }
    guard traits.correlation > narrowCorrelation else { return [] }
    return [.init(.width, narrowWidth, "\(words): it is narrow, and has room.", measures)]
  }

  private static func monoSub(_ traits: TrackTraits, _ preset: Preset) -> Suggestion.Item? {
    // Halls and orchestras are wide down to the basses; Cinematic leaves them so.
    guard preset != .cinematic, traits.subCorrelation < wideSub,
      traits.balance.subDecibels > audibleSub
    else { return nil }
    return .init(
      .monoSub, wideMonoSub,
      """
      Below 120 Hz left and right correlate by \(written(traits.subCorrelation, decimals: 2)) only, which \
      loudspeakers in a room, and vinyl, cannot render.
      """, [traits.subWidth, traits.sub])
  }
}

public import AuralMind

/// The spectra that a chain is to match to and from.
public struct MatchSpectra: Sendable {
  /// What the match EQ aims at while the `reference` port is 0.
  public var reference: MatchSpectrum?
  /// What is known of the mix itself while the `source` port is 0; nil where nothing is beforehand.
  public var source: KnownTrack?
  /// What is in the slots that the ports name, by number.
  public var slots: [Int: KnownTrack] = [:]
  /// The files of all these, as a host's session would keep them.
  public var texts = ProfileTexts()

  /// What people call the references, in their order.
  public var referenceNames: [String] = []

  /// The loudness of the references, in LUFS, the mean by weight; nil where it is not known.
  public var referenceLUFS: Double?

  /// Creates a set of nothing: no matching.
  public init() {}

  /// What a chain with `settings` matches to; nil where it has no reference.
  func reference(_ settings: Settings) -> MatchSpectrum? {
    settings.referenceSlot > 0 ? slots[settings.referenceSlot]?.spectrum : reference
  }

  /// What a chain with `settings` takes for the mix itself; nil where it has to learn it.
  func source(_ settings: Settings) -> KnownTrack? {
    settings.sourceSlot > 0 ? slots[settings.sourceSlot] : source
  }

  /// Whether a chain with `settings` matches, so that the mix's own spectrum makes a difference.
  func isMatching(_ settings: Settings) -> Bool {
    reference(settings) != nil && settings.matchPercent != 0
  }

  /// How far the mix and what was made of it are from the reference.
  func figures(
    _ settings: Settings, before: MatchSpectrum?, after: MatchSpectrum?
  ) -> MatchFigures {
    guard let goal = reference(settings) else { return MatchFigures(references: []) }
    return MatchFigures(
      references: referenceNames,
      distanceBeforeDecibels: before.flatMap { spectralDistanceDecibels($0, goal) },
      distanceAfterDecibels: after.flatMap { spectralDistanceDecibels($0, goal) })
  }

  /// Puts every spectrum into its place in a chain.
  func give(to chain: inout MasteringChain) {
    chain.setSpectrum(reference, at: .reference)
    chain.setTrack(source, at: .source)
    for (number, track) in slots { chain.setTrack(track, at: .slot(number)) }
  }
}

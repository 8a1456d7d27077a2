public import AuralMind

/// What a mix is to be matched to and from, as it was asked for: nothing of it is read yet.
public struct MatchInputs: Sendable {
  /// The references and how much each of them counts.
  public var references: [(origin: SpectrumOrigin, weight: Double)] = []
  /// The mix's own spectrum; nil measures or learns it.
  public var source: SpectrumOrigin?

  /// What the ports of `settings` ask for.
  public init(settings: Settings) {
    if settings.referenceSlot > 0 { references = [(.slot(settings.referenceSlot), 1)] }
    if settings.sourceSlot > 0 { source = .slot(settings.sourceSlot) }
  }
}

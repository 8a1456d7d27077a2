public import AuralMind

/// A reference as a proposal takes it.
public struct ReferenceTrack: Sendable {
  /// The spectrum to match to.
  public let spectrum: MatchSpectrum
  /// Its loudness, in LUFS; nil of a curve, and where nobody measured it.
  public let integratedLUFS: Double?

  /// Creates a reference.
  public init(spectrum: MatchSpectrum, integratedLUFS: Double?) {
    self.spectrum = spectrum
    self.integratedLUFS = integratedLUFS
  }
}

extension MatchSpectra {
  /// What a chain with `settings` matches to, for a proposal; nil where it has no reference.
  public func referenceTrack(_ settings: Settings) -> ReferenceTrack? {
    reference(settings).map { ReferenceTrack(spectrum: $0, integratedLUFS: referenceLUFS) }
  }
}

/// A track that is known beforehand, as the chain takes it: plain numbers.
public struct KnownTrack: Sendable {
  /// Its spectrum.
  public var spectrum: MatchSpectrum
  /// What is known of its course.
  public var facts: TrackFacts

  /// Creates a track of which no more than the spectrum is known, unless `facts` says so.
  @_noLocks
  public init(spectrum: MatchSpectrum, facts: TrackFacts = TrackFacts()) {
    self.spectrum = spectrum
    self.facts = facts
  }
}

extension Profile {
  /// What the chain takes of the profile.
  public var track: KnownTrack {
    KnownTrack(spectrum: spectrum, facts: TrackFacts(statistics))
  }
}

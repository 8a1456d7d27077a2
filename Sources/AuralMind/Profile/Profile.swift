/// A measured track, or a curve to aim at: what `auralmind capture` writes and the match EQ reads.
public struct Profile: Sendable {
  /// The name people gave it, in UTF-8; empty where they gave none.
  public var name: [UInt8] = []
  /// The number of tracks it was taken from; 0 for a curve.
  public var sourceCount = 0
  /// The sample rate of the tracks, in Hz, the highest where they differ; nil for a curve.
  public var sampleRate: Double?
  /// The spectrum of mid and side, or the curve in both.
  public var spectrum: MatchSpectrum
  /// What else is known of the track.
  public var statistics = TrackStatistics()

  /// Creates a profile without a name.
  public init(spectrum: MatchSpectrum) {
    self.spectrum = spectrum
  }
}

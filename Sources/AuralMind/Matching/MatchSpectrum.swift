public import AuralDSP

/// A spectrum to match to or from, as the match EQ takes it: plain numbers.
public struct MatchSpectrum: Sendable {
  /// The power of mid and side by band; 0 where nothing was measured.
  public var bands: BandSpectrum

  /// Whether only the shape counts, for mid and side alike: a curve that somebody drew, with levels
  /// in equal mid and side powers.
  public var isCurve: Bool

  /// Creates a spectrum of measured powers, or of a curve.
  @_noLocks
  public init(bands: BandSpectrum, isCurve: Bool = false) {
    self.bands = bands
    self.isCurve = isCurve
  }
}

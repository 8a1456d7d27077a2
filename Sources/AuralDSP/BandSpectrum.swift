/// A power spectrum of mid (`x`) and side (`y`) on the scale of `OctaveBands`.
///
/// The power of a band is the mean square of what lies in it, M being (L + R)/2 and S (L - R)/2: a
/// full-scale sine in both channels has ½ in mid. Bands from `count` on are empty.
public struct BandSpectrum: Sendable {
  /// The bands that were measured.
  public private(set) var count: Int
  private var powers = InlineArray<342, Frame>(repeating: .zero)

  /// Creates a spectrum of `count` silent bands, at most `OctaveBands.capacity`.
  @_noLocks
  public init(count: Int = 0) {
    self.count = min(max(count, 0), OctaveBands.capacity)
  }

  /// The powers of mid and side in band `index`, from 0 to `count` - 1; silence beyond.
  public subscript(index: Int) -> Frame {
    @_noLocks get { index >= 0 && index < count ? powers[index] : .zero }
    @_noLocks set { if index >= 0 && index < count { powers[index] = newValue } }
  }
}

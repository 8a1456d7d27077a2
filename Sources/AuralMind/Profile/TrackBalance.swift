/// What the stages know of a whole track's levels, at the point of the chain where they work.
///
/// Powers are mean squares over the parts that count for the loudness; mid is (L + R)/2, side (L - R)/2.
/// They follow from the track's spectrum, learned or frozen, and from what the match EQ makes of it, so that
/// thresholds go with the track and not with its level.
public struct TrackBalance: Sendable, Equatable {
  /// How far the powers may be relied on: 0 where nothing is known yet, 1 where the track is.
  public var trust = 0.0
  /// The K-weighted power of left and right together: BS.1770's loudness before the logarithm.
  public var loudnessPower = 0.0
  /// The power of mid.
  public var midPower = 0.0
  /// The power of mid in the masking EQ's lower band, 220 to 360 Hz.
  public var lowMidPower = 0.0
  /// The power of mid in the masking EQ's upper band, 2 to 6 kHz.
  public var presencePower = 0.0
  /// The power of mid in the de-esser's band, 6 to 10 kHz.
  public var sibilancePower = 0.0
  /// The power of side in the microdetail's band, from 2.5 kHz.
  public var detailPower = 0.0

  /// Knows nothing.
  @_noLocks
  public init() {}
}

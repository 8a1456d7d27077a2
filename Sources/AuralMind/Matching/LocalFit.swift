import AuralDSP
import CRealtime

/// Smooths a curve at one band: the value there of a parabola fitted to the bands around.
///
/// Locally weighted regression (Cleveland, "Robust locally weighted regression and smoothing
/// scatterplots", JASA 74, 1979) with his tricube weights. Unlike a mean it leaves the height of
/// peaks as it is.
struct LocalFit {
  private let centre: Int
  private let first: Int
  private let last: Int
  private let reachBands: Double

  /// A parabola follows detail down to 0.8 of its reach; the reach that smooths over a given width is
  /// as much longer.
  private static let reachOfWidth = 1.25

  /// The most that smoothing widens in the bass.
  private static let widestBass = 2.0

  /// What keeps a parabola flat where there is data to one side only, as a share of the weights.
  private static let stiffness = 0.002

  /// Prepares for band `centre` of `bandCount`, and a width in octaves.
  @_noLocks
  init(centre: Int, bandCount: Int, octaves: Double) {
    let width = octaves * Self.widening(hertz: OctaveBands.centreHertz(centre))
    reachBands = max(1.5, width * Self.reachOfWidth * Double(OctaveBands.perOctave))
    self.centre = centre
    first = max(0, centre - Int(reachBands))
    last = min(bandCount - 1, centre + Int(reachBands))
  }

  /// How much wider the ear's bands are than at 1 kHz, in octaves, by half: the mean of a scale of
  /// octaves and of the scale of equivalent rectangular bandwidths.
  ///
  /// ERB after Glasberg & Moore, "Derivation of auditory filter shapes from notched-noise data",
  /// Hearing Research 47, 1990.
  @_noLocks
  private static func widening(hertz: Double) -> Double {
    let bandwidth = 24.7 * (0.00437 * hertz + 1) / hertz
    let atReference = 24.7 * (0.00437 * 1_000 + 1) / 1_000
    return min(max(square_root(bandwidth / atReference), 1), widestBass)
  }

  /// The fitted value of one lane of `values`, whose bands count by their `confidences`, and how far it
  /// can be trusted.
  @_noLocks
  func value(
    of values: borrowing FrameBuffer, _ confidences: borrowing FrameBuffer, isSide: Bool
  ) -> (value: Float, confidence: Float) {
    // Moments of the distance, of the weights alone and of the values.
    var s0 = 0.0
    var s1 = 0.0
    var s2 = 0.0
    var s3 = 0.0
    var s4 = 0.0
    var t0 = 0.0
    var t1 = 0.0
    var t2 = 0.0
    var allWeights = 0.0
    for band in first...last {
      let d = Double(band - centre) / reachBands
      let cube = 1 - abs(d * d * d)
      let tricube = cube * cube * cube
      let confidence = Double(isSide ? confidences[band].y : confidences[band].x)
      let value = Double(isSide ? values[band].y : values[band].x)
      let w = tricube * confidence
      allWeights += tricube
      s0 += w
      s1 += w * d
      s2 += w * d * d
      s3 += w * d * d * d
      s4 += w * d * d * d * d
      t0 += w * value
      t1 += w * d * value
      t2 += w * d * d * value
    }
    guard allWeights > 0, s0 > 0.02 * allWeights else { return (0, 0) }
    let a = s2 + Self.stiffness * s0
    let b = s4 + Self.stiffness * s0
    // Cramer's rule for the constant term of the normal equations.
    let determinant = s0 * (a * b - s3 * s3) - s1 * (s1 * b - s3 * s2) + s2 * (s1 * s3 - a * s2)
    let constant = t0 * (a * b - s3 * s3) - s1 * (t1 * b - s3 * t2) + s2 * (t1 * s3 - a * t2)
    return (Float(constant / determinant), Float(s0 / allWeights))
  }
}

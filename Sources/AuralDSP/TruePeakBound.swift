/// What no true peak of a `TruePeakDetector` rises above, by the samples around it.
///
/// The detector proves the same of eight frames at a time while they pass; here it is proved of a
/// longer stretch by less: what was greatest in it and around it.
struct TruePeakBound {
  /// How far a peak's neighbourhood reaches: samples beside it, and sharp bends, count for more.
  static let nearFrames = 16

  /// How far the detector sees.
  static let farFrames = 112

  private let half: InterpolationBound
  private let quarterBend: Float
  private let quarterLevel: Float

  /// What a parabola through three moments can rise above them, by the bend of the doubled signal.
  private static let parabolaBend: Float = 2.0 / 128

  /// What a bound is short of the threshold by: ten times the rounding of the longest sum.
  private static let roundingShare: Float = 1e-4

  /// Creates the bound of the taps that a `TruePeakDetector` has its `Oversampler` use.
  init() {
    let taps = leastSquaresHalfDelay(reach: 96, bandEdge: 0.99)
    half = InterpolationBound(taps: taps.reversed() + taps, delay: 0.5)
    let quarters = [0.25, 0.5].map { delay in
      InterpolationBound(
        taps: leastSquaresDelay(delay, reach: 4, bandEdge: 0.55), delay: delay)
    }
    quarterBend = max(quarters[0].bend, quarters[1].bend) + Self.parabolaBend
    quarterLevel = max(quarters[0].level, quarters[1].level)
  }

  /// Whether every peak lies below `threshold`, an amplitude, or is none.
  ///
  /// `near` and `far` are the greatest sample (`x`) and second difference (`y`) that near frames, and
  /// all that the detector sees, have.
  @inline(__always)
  func isBelow(_ threshold: Float, near: Frame, far: Frame) -> Bool {
    let level = threshold * (1 - Self.roundingShare)
    let rise = half.near * near.y + half.far * far.y + half.level * far.x
    let bend = near.y * 0.5 + 2 * rise
    let height = (near.x + rise) * (1 + quarterLevel) + quarterBend * bend
    // Where nothing is heard there is nothing to find, whatever the threshold.
    return height < level || height == 0
  }
}

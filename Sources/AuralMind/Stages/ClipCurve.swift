import AuralDSP
import CRealtime

/// A saturation curve: straight up to a knee, level at its corner's height beyond.
///
/// Between `knee` and `2 · corner - knee` the slope falls from 1 to 0 along a smoother step of the fifth
/// degree (Perlin, "Improving noise", 2002), so that slope and curvature are continuous. The curve
/// is odd; only what it takes away from a straight line is computed, averaged over a straight way
/// between two levels.
struct ClipCurve {
  /// Where the curve begins to bend, as an amplitude.
  var kneeLevel: Float { @_noLocks get { curve.knee } }

  private let curve: bent_curve

  /// Creates a curve that bends from `knee` on and flattens out at `corner`, both amplitudes.
  @_noLocks
  init(knee: Double, corner: Double) {
    // A bend of no width at all would be a step of the slope.
    let width = max(Float(2 * (corner - knee)), Float(knee) * 1e-5)
    let top = Float(knee) + width
    curve = bent_curve(
      knee: Float(knee), top: top, inverse_width: 1 / (top - Float(knee)), scale: Float(knee) - top)
  }

  /// Averages what the curve takes away over each of the eight steps after a frame, times a mix.
  ///
  /// - Parameters:
  ///   - oversampler: The moments of the signal.
  ///   - frames: Frames of its last piece, a multiple of four.
  ///   - decimator: What the averages are given to: 0, or of opposite sign to the signal.
  ///   - mix: What the averages are multiplied by, some frames before the first.
  ///   - mixStep: By how much that grows from frame to frame.
  ///   - firstStep: How often it has grown when the first frame comes.
  @_noLocks @inline(__always)
  func takeAway(
    from oversampler: borrowing Oversampler, _ frames: Range<Int>,
    into decimator: borrowing SparseDecimator, mix: Float, mixStep: Float, firstStep: Int
  ) {
    unsafe averageTaken(
      oversampler.momentPointer(at: frames.lowerBound), rowFrames: Oversampler.rowFrames,
      into: decimator.stepPointer(at: frames.lowerBound), rowFrames: SparseDecimator.rowFrames,
      mix: mix, mixStep: mixStep, firstStep: firstStep, count: frames.count)
  }

  /// The same for rows of moments and averages anywhere in memory.
  @_noLocks @inline(__always)
  func averageTaken(
    _ moments: UnsafePointer<Frame>, rowFrames momentRowFrames: Int,
    into taken: UnsafeMutablePointer<Frame>, rowFrames: Int, mix: Float, mixStep: Float,
    firstStep: Int, count: Int
  ) {
    var curve = curve
    unsafe average_taken(
      taken, rowFrames, moments, momentRowFrames, &curve, mix, mixStep, firstStep, count)
  }
}

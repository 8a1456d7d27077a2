import AuralDSP

/// A saturation curve: straight up to a knee, level at its corner's height beyond.
///
/// Between `knee` and `2 · corner - knee` the slope falls from 1 to 0 along a smoother step of the fifth
/// degree (Perlin, "Improving noise", 2002), so that slope and curvature are continuous. The curve
/// is odd; only what it takes away from a straight line is computed here, averaged over a straight
/// way between two levels. The average is the difference of an antiderivative over the way's length.
struct ClipCurve {
  /// Where the curve begins to bend, as an amplitude.
  let kneeLevel: Float

  private let knee: Double
  private let width: Double
  private let inverseWidth: Double
  private let scale: Double

  /// Creates a curve that bends from `knee` on and flattens out at `corner`, both amplitudes.
  @_noLocks
  init(knee: Double, corner: Double) {
    self.knee = knee
    kneeLevel = Float(knee)
    width = max(2 * (corner - knee), 1e-6)
    inverseWidth = 1 / width
    scale = -width * width
  }

  /// The antiderivative of what the curve takes away, at a level of each channel; 0 up to the knee.
  @_noLocks @inline(__always)
  func integral(at level: Frame) -> DoubleFrame {
    let v = depth(level)
    let c = v.replacing(with: 1, where: v .> 1)
    let beyond = v - c
    let c2 = c * c
    return (c2 * c2 * c * (c * (c * (1.0 / 7) - 0.5) + 0.5) + beyond * (beyond * 0.5 + 0.5)) * scale
  }

  /// What is taken away on average on the way between two levels: 0 or of opposite sign.
  ///
  /// - Parameters:
  ///   - start: Where the way begins, in each channel.
  ///   - end: Where it ends.
  ///   - startIntegral: The antiderivative at `start`.
  ///   - endIntegral: The antiderivative at `end`.
  /// - Returns: The mean of the curve less its input.
  @_noLocks @inline(__always)
  func averageTaken(
    from start: Frame, to end: Frame, startIntegral: DoubleFrame, endIntegral: DoubleFrame
  ) -> Frame {
    let step = DoubleFrame(end) - DoubleFrame(start)
    // On a short way the difference would lose its digits; there the curve is as good as straight.
    let isShort = (step * step) .< DoubleFrame(repeating: width * width * 1e-10)
    guard any(isShort) else { return Frame((endIntegral - startIntegral) / step) }
    let safeStep = step.replacing(with: 1, where: isShort)
    let average = (endIntegral - startIntegral) / safeStep
    return Frame(average.replacing(with: taken(at: (start + end) * 0.5), where: isShort))
  }

  /// The curve less its input at a level of each channel.
  @_noLocks @inline(__always)
  private func taken(at level: Frame) -> DoubleFrame {
    let v = depth(level)
    let c = v.replacing(with: 1, where: v .> 1)
    let c2 = c * c
    let amount = (c2 * c2 * (c * (c - 3) + 2.5) + (v - c)) * width
    return amount.replacing(with: -amount, where: DoubleFrame(level) .> 0)
  }

  /// How far a level lies beyond the knee, in widths of the bend; 0 up to the knee.
  @_noLocks @inline(__always)
  private func depth(_ level: Frame) -> DoubleFrame {
    let v = (DoubleFrame(magnitude(level)) - knee) * inverseWidth
    return v.replacing(with: 0, where: v .< 0)
  }
}

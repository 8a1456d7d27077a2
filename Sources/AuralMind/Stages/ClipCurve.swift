import AuralDSP
import CRealtime

/// A saturation curve: straight up to a knee, level at its corner's height beyond.
///
/// Between `knee` and `2 · corner - knee` the slope falls from 1 to 0 along a smoother step of the fifth
/// degree (Perlin, "Improving noise", 2002), so that slope and curvature are continuous. The curve
/// is odd; only what it takes away from a straight line is computed here.
struct ClipCurve {
  /// Where the curve begins to bend, as an amplitude.
  let kneeLevel: Float

  private let knee: Double
  private let width: Double

  /// Creates a curve that bends from `knee` on and flattens out at `corner`, both amplitudes.
  @_noLocks
  init(knee: Double, corner: Double) {
    self.knee = knee
    kneeLevel = Float(knee)
    width = max(2 * (corner - knee), 1e-6)
  }

  /// What is taken away on average on the straight way between two levels (0 or of opposite sign).
  @_noLocks @inline(__always)
  func averageTaken(from start: Frame, to end: Frame) -> Frame {
    Frame(
      averageTaken(from: Double(start.x), to: Double(end.x)),
      averageTaken(from: Double(start.y), to: Double(end.y)))
  }

  @_noLocks @inline(__always)
  private func averageTaken(from start: Double, to end: Double) -> Float {
    guard max(abs(start), abs(end)) > knee else { return 0 }
    let step = end - start
    // A short step has a plain value: the quotient would lose its digits.
    guard abs(step) > 1e-5 * width else { return Float(taken(at: (start + end) / 2)) }
    return Float((integral(at: end) - integral(at: start)) / step)
  }

  /// The curve less its input at `level`.
  @_noLocks @inline(__always)
  private func taken(at level: Double) -> Double {
    let v = (abs(level) - knee) / width
    guard v > 0 else { return 0 }
    let amount = v < 1 ? v * v * v * v * (2.5 + v * (v - 3)) : v - 0.5
    return level > 0 ? -width * amount : width * amount
  }

  /// The integral of `taken(at:)` from 0 to `level`, even in `level`.
  @_noLocks @inline(__always)
  private func integral(at level: Double) -> Double {
    let v = (abs(level) - knee) / width
    guard v > 0 else { return 0 }
    let amount =
      v < 1
      ? v * v * v * v * v * (0.5 + v * (v / 7 - 0.5))
      : 1.0 / 7 + (v - 1) * 0.5 + (v - 1) * (v - 1) * 0.5
    return -width * width * amount
  }
}

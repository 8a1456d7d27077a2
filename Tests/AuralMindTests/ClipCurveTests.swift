import AuralDSP
import Foundation
import Testing

@testable import AuralMind

@Suite struct ClipCurveTests {
  private static let curves = [(knee: 0.7, corner: 0.9), (0.5, 1), (0.88, 0.9), (0.2, 0.4)]

  private func averageTaken(_ curve: ClipCurve, from start: Frame, to end: Frame) -> Frame {
    // Four frames that hold the way in their first step.
    let moments = FrameBuffer(count: 9 * 4)
    let taken = FrameBuffer(count: 8 * 4)
    for i in 0..<4 { moments[i] = start }
    for i in 4..<moments.count { moments[i] = end }
    unsafe curve.averageTaken(
      moments.base, rowFrames: 4, into: taken.base, rowFrames: 4, mix: 1, mixStep: 0,
      firstStep: 0, count: 4)
    return taken[0]
  }

  /// The curve itself: a very short way stands for a point.
  private func value(_ level: Double, _ curve: ClipCurve) -> Double {
    let point = Frame(repeating: Float(level))
    return Double(point.x) + Double(averageTaken(curve, from: point, to: point).x)
  }

  @Test("is straight up to the knee and level at the corner's height", arguments: curves)
  func ends(knee: Double, corner: Double) {
    let curve = ClipCurve(knee: knee, corner: corner)
    for share in [0, 0.3, 0.9, 0.9999] {
      let level = Double(Float(knee * share))
      #expect(value(level, curve) == level)
    }
    for level in [2 * corner - knee + 1e-6, 2, 10, 1_000] {
      #expect(abs(value(level, curve) - corner) < 1e-6 * max(1, level))
    }
  }

  @Test("rises all the way, at a slope that never exceeds 1 and never jumps", arguments: curves)
  func slope(knee: Double, corner: Double) {
    let curve = ClipCurve(knee: knee, corner: corner)
    let width = 2 * (corner - knee)
    let step = width / 200
    var last = (value: 0.0, slope: 1.0)
    last.value = value(knee - step, curve)
    for i in 0...220 {
      let here = value(knee + Double(i) * step, curve)
      let slope = (here - last.value) / step
      // What a Float's last digit makes of a difference.
      let rounding = 2e-7 / step
      #expect(slope <= last.slope + rounding && slope >= -rounding)
      // The smoother step is steepest in its middle: 1.875 of its width.
      #expect(last.slope - slope <= 1.9 / 200 + rounding)
      last = (here, slope)
    }
  }

  @Test("the average over a way is that of its points", arguments: curves)
  func averages(knee: Double, corner: Double) {
    let curve = ClipCurve(knee: knee, corner: corner)
    let ways: [(Double, Double)] = [
      (0, 1.3), (-0.2, 1.1), (-2, 2.5), (0.6, 0.95), (-1.5, -0.3), (3, -0.1),
    ]
    for (start, end) in ways {
      let parts = 20_000
      var sum = 0.0
      for k in 0..<parts {
        let level = Float(start + (end - start) * (Double(k) + 0.5) / Double(parts))
        sum += Double(
          averageTaken(curve, from: Frame(level, 0), to: Frame(level, 0)).x)
      }
      let whole = averageTaken(curve, from: Frame(Float(start), 0), to: Frame(Float(end), 0)).x
      #expect(abs(Double(whole) - sum / Double(parts)) < 1e-5)
    }
  }

  @Test("is odd, and the same both ways", arguments: curves)
  func odd(knee: Double, corner: Double) {
    let curve = ClipCurve(knee: knee, corner: corner)
    for (start, end) in [(Float(0), Float(1.3)), (0.6, 0.95), (-2, 2.5), (0.8, 0.8)] {
      let there = averageTaken(curve, from: Frame(start, -start), to: Frame(end, -end))
      #expect(there.x == -there.y)
      let back = averageTaken(curve, from: Frame(end, -end), to: Frame(start, -start))
      #expect(abs(there.x - back.x) < 1e-7)
    }
  }
}

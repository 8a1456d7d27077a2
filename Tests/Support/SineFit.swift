import Foundation

/// The sine of a known frequency that fits best, and what it leaves over.
///
/// Least squares over a sine, a cosine and a constant. What is left is THD+N in the strictest
/// sense: everything but the tone and 0 Hz, unweighted, up to Nyquist.
public struct SineFit {
  /// The amplitude of the tone.
  public let amplitude: Double

  /// The phase of the tone at sample 0, in degrees, against a sine.
  public let phaseDegrees: Double

  /// The samples without the tone and without their mean.
  public let residual: [Double]

  /// Fits a sine of `hertz` to `samples`.
  public init(_ samples: [Double], hertz: Double, sampleRate: Double) {
    let basis = samples.indices.map { i in
      let turns = (hertz * Double(i) / sampleRate).truncatingRemainder(dividingBy: 1)
      return SIMD3(sin(2 * .pi * turns), cos(2 * .pi * turns), 1)
    }
    // The normal equations, three rows of three and the right-hand side.
    var rows = [SIMD4<Double>](repeating: .zero, count: 3)
    for (b, x) in zip(basis, samples) {
      let all = SIMD4(b.x, b.y, b.z, x)
      for r in 0..<3 { rows[r] += all * b[r] }
    }
    for pivot in 0..<3 {
      rows[pivot] /= rows[pivot][pivot]
      for r in 0..<3 where r != pivot { rows[r] -= rows[pivot] * rows[r][pivot] }
    }
    let fit = SIMD3(rows[0].w, rows[1].w, rows[2].w)
    amplitude = (fit.x * fit.x + fit.y * fit.y).squareRoot()
    phaseDegrees = atan2(fit.y, fit.x) * 180 / .pi
    residual = zip(basis, samples).map { ($1 - ($0 * fit).sum()) }
  }

  /// The power of the residual over the power of the tone, in dB: THD+N.
  public var distortionAndNoiseDecibels: Double {
    let power = residual.reduce(0) { $0 + $1 * $1 } / Double(max(residual.count, 1))
    return 10 * log10(power / (amplitude * amplitude / 2))
  }
}

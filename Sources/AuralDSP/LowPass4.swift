import CRealtime

/// A fourth-order Butterworth low-pass, as two trapezoidal state-variable sections.
///
/// Zavalishin, "The Art of VA Filter Design", rev. 2.1.2, §4.3.
public struct LowPass4 {
  private let g: Double
  private let damping: SIMD2<Double>
  private let scale: SIMD2<Double>
  private var band = (DoubleFrame.zero, DoubleFrame.zero)
  private var low = (DoubleFrame.zero, DoubleFrame.zero)

  /// Creates a filter with its -3 dB point at `cutoffHertz`, which lies below Nyquist.
  public init(cutoffHertz: Double, sampleRate: Double) {
    g = tan(.pi * cutoffHertz / sampleRate)
    // Twice the damping of the two pole pairs: 2 sin(π/8) and 2 sin(3π/8).
    damping = SIMD2(2 * sin(.pi / 8), 2 * sin(3 * .pi / 8))
    scale = SIMD2(
      1 / (1 + g * (g + damping.x)), 1 / (1 + g * (g + damping.y)))
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    band = (.zero, .zero)
    low = (.zero, .zero)
  }

  /// Returns the low-passed frame.
  @_noLocks @inline(__always)
  public mutating func process(_ frame: Frame) -> Frame {
    let first = section(DoubleFrame(frame), &band.0, &low.0, damping.x, scale.x)
    return Frame(section(first, &band.1, &low.1, damping.y, scale.y))
  }

  @_noLocks @inline(__always)
  private func section(
    _ input: DoubleFrame, _ band: inout DoubleFrame, _ low: inout DoubleFrame,
    _ damping: Double, _ scale: Double
  ) -> DoubleFrame {
    let high = (input - low - band * (g + damping)) * scale
    let bandStep = high * g
    let bandOutput = bandStep + band
    band = bandOutput + bandStep
    let lowStep = bandOutput * g
    let lowOutput = lowStep + low
    low = lowOutput + lowStep
    return lowOutput
  }
}

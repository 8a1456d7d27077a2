import CRealtime

/// A fourth-order Butterworth low-pass, as two trapezoidal state-variable sections.
///
/// Zavalishin, "The Art of VA Filter Design", rev. 2.1.2, §4.3.
public struct LowPass4 {
  private let firstSection: StateVariableCoefficients
  private let secondSection: StateVariableCoefficients
  private var first = StateVariableFilter()
  private var second = StateVariableFilter()

  /// Creates a filter with its -3 dB point at `cutoffHertz`, which lies below Nyquist.
  public init(cutoffHertz: Double, sampleRate: Double) {
    // The damping of the two pole pairs is twice sin(π/8) and twice sin(3π/8).
    func section(_ angle: Double) -> StateVariableCoefficients {
      .lowpass(cutoffHertz: cutoffHertz, q: 1 / (2 * sin(angle)), sampleRate: sampleRate)
    }
    firstSection = section(.pi / 8)
    secondSection = section(3 * .pi / 8)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    first.reset()
    second.reset()
  }

  /// Returns the low-passed frame.
  @_noLocks @inline(__always)
  public mutating func process(_ frame: Frame) -> Frame {
    let once = first.advance(DoubleFrame(frame), firstSection).low * 0.5
    return Frame(second.advance(once, secondSection).low * 0.5)
  }
}

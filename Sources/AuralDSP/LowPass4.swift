import CRealtime

/// A fourth-order Butterworth low-pass, as two trapezoidal state-variable sections.
///
/// Zavalishin, "The Art of VA Filter Design", rev. 2.1.2, §4.3.
public struct LowPass4 {
  private var sections: low_pass_4

  /// Creates a filter with its -3 dB point at `cutoffHertz`, which lies below Nyquist.
  public init(cutoffHertz: Double, sampleRate: Double) {
    // The damping of the two pole pairs is twice sin(π/8) and twice sin(3π/8).
    func section(_ angle: Double) -> low_pass_section {
      let coefficients = StateVariableCoefficients.lowpass(
        cutoffHertz: cutoffHertz, q: 1 / (2 * sin(angle)), sampleRate: sampleRate)
      return low_pass_section(
        exchange: coefficients.exchange, first_keep: coefficients.firstKeep,
        second_feed: coefficients.secondFeed, second_keep: coefficients.secondKeep,
        first: .zero, second: .zero)
    }
    sections = low_pass_4(front: section(.pi / 8), rear: section(3 * .pi / 8))
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    sections.front.first = .zero
    sections.front.second = .zero
    sections.rear.first = .zero
    sections.rear.second = .zero
  }

  /// Returns the low-passed frame.
  @_noLocks @inline(__always)
  public mutating func process(_ frame: Frame) -> Frame {
    let once = Self.advance(&sections.front, DoubleFrame(frame))
    return Frame(Self.advance(&sections.rear, once))
  }

  /// Low-passes `length` frames from `input` on into `output`; the bits are those of frame by frame.
  @_noLocks @inline(__always)
  public mutating func process(
    _ input: UnsafePointer<Frame>, into output: borrowing FrameBuffer, length: Int
  ) {
    unsafe low_pass(output.base, input, &sections, length)
  }

  @_noLocks @inline(__always)
  private static func advance(
    _ section: inout low_pass_section, _ input: DoubleFrame
  ) -> DoubleFrame {
    let (first, second) = (section.first, section.second)
    section.first =
      (input * section.exchange - second * section.exchange) + first * section.first_keep
    section.second =
      (input * section.second_feed + first * section.exchange) + second * section.second_keep
    return (second + section.second) * 0.5
  }
}

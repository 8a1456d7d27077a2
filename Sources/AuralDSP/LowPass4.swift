import CRealtime

/// A fourth-order Butterworth low-pass, as two sections of second order by the bilinear transform.
///
/// Transposed direct form II, but that the states are fed by the input and each other, not by the output: so
/// a frame waits for only two operations of the frame before.
public struct LowPass4 {
  private var sections: low_pass_4

  /// Creates a filter with its -3 dB point at `cutoffHertz`, which lies below Nyquist.
  public init(cutoffHertz: Double, sampleRate: Double) {
    // The damping of the two pole pairs is twice sin(π/8) and twice sin(3π/8).
    func section(_ angle: Double) -> low_pass_section {
      let g = tan(.pi * cutoffHertz / sampleRate)
      let damping = 2 * sin(angle)
      let feed = g * g / (1 + g * (g + damping))
      let a1 = 2 * (g * g - 1) / (1 + g * (g + damping))
      let a2 = (1 + g * (g - damping)) / (1 + g * (g + damping))
      return low_pass_section(
        feed: feed, first_feed: (2 - a1) * feed, second_feed: (1 - a2) * feed, a1: a1, a2: a2,
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
    let output = input * section.feed + section.first
    let next = (input * section.first_feed + section.second) - section.first * section.a1
    section.second = input * section.second_feed - section.first * section.a2
    section.first = next
    return output
  }
}

import CRealtime

/// The whole numbers that samples are stored as: which is nearest to a sample.
///
/// Of two that are as near it is the even one. A sample beyond full scale takes the last number on its side.
public struct StorageSteps: Sendable {
  /// The number of steps to full scale; a power of two, so that dividing by it rounds nothing.
  private let scale: Double

  /// Creates the steps of samples whose last bit stands for 2^-`lastBit` of full scale, from 0 to 31.
  public init(lastBit: Int) {
    scale = Double(sign: .plus, exponent: lastBit, significand: 1)
  }

  /// Moves frames to the nearest whole steps.
  public func round(_ frames: inout MutableSpan<Frame>) {
    let count = frames.count
    guard count > 0 else { return }
    unsafe round_to_steps(firstFrame(of: &frames), scale, count)
  }

  /// Writes the numbers nearest to frames to the front of `words`, a left and a right one for each frame.
  ///
  /// They are moved up by `shift` bits. `words` has room for two for each frame.
  public func write(
    _ frames: Span<Frame>, movedUpBy shift: Int, to words: inout MutableSpan<Int32>
  ) {
    precondition(words.count >= 2 * frames.count, "room for two words for each frame")
    let scale = scale
    unsafe words.withUnsafeMutableBufferPointer { words in
      unsafe frames.withUnsafeBufferPointer { frames in
        guard let first = words.baseAddress, let source = frames.baseAddress else { return }
        unsafe store_words(first, source, scale, Int32(shift), frames.count)
      }
    }
  }
}

import AuralDSP

/// The whole numbers that samples are stored as: which is nearest to a sample.
///
/// A sample beyond full scale takes the last number on its side.
struct StorageSteps {
  /// Adding and taking away 1.5 · 2^52 leaves a double no bits for a fraction: it rounds to the
  /// nearest integer, halves to even, for magnitudes below 2^51.
  private static let roundingBias = 6_755_399_441_055_744.0

  /// The size of a step; a power of two, so that multiplying by it rounds nothing.
  let size: Double

  private let scale: Double

  /// Creates the steps of samples whose last bit stands for 2^-`lastBit` of full scale.
  init(lastBit: Int) {
    scale = Double(sign: .plus, exponent: lastBit, significand: 1)
    size = 1 / scale
  }

  /// The number nearest to each channel of a frame.
  @inline(__always)
  func nearest(to frame: Frame) -> DoubleFrame { biased(frame) - Self.roundingBias }

  /// The number nearest to each channel of a frame, as a word.
  @inline(__always)
  func words(nearestTo frame: Frame) -> SIMD2<Int32> {
    // What is biased ends in the bits of the number.
    let bits = unsafeBitCast(biased(frame), to: SIMD2<UInt64>.self)
    return SIMD2<Int32>(truncatingIfNeeded: bits)
  }

  /// Inside full scale before it is rounded: the ends are whole numbers, so that the order does not matter.
  @inline(__always)
  private func biased(_ frame: Frame) -> DoubleFrame {
    let scaled = DoubleFrame(frame) * scale
    let high = scaled.replacing(with: scale - 1, where: scaled .> scale - 1)
    let held = high.replacing(with: -scale, where: high .< -scale)
    return held + Self.roundingBias
  }
}

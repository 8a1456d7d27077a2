import AuralDSP

/// Lets nothing into the chain that a filter could not forget.
///
/// Whatever is a normal number inside +120 dBFS, or 0, passes to the last bit.
struct InputGuard {
  /// Louder than any converter, and far from where sums of squares overflow: +120 dBFS.
  private static let highest: Float = 1e6

  /// Louder than any mix: +40 dBFS.
  ///
  /// What is beyond is a fault, and no stage should have to recover from more of it: a 20 Hz high-pass needs 50 ms for each 40 dB.
  private static let highestProgramme: Float = 100

  /// The bits of a single-precision number's sign and exponent (IEEE 754).
  private static let signBit: UInt32 = 0x8000_0000
  private static let exponentBits: UInt32 = 0x7f80_0000

  /// Replaces what is not finite, and subnormals, by silence, and holds the rest inside +120 dBFS.
  @_noLocks
  func process(_ block: inout MutableSpan<Frame>) {
    let signBit = SIMD2<UInt32>(repeating: Self.signBit)
    let exponentBits = SIMD2<UInt32>(repeating: Self.exponentBits)
    let highest = Frame(repeating: Self.highest)
    for i in block.indices {
      let frame = block[i]
      // Told by their bits: with subnormals taken as zero no comparison can tell them.
      let bits = SIMD2<UInt32>(frame.x.bitPattern, frame.y.bitPattern)
      let exponent = bits & exponentBits
      let isInfinite = exponent .== exponentBits
      let isTiny = exponent .== SIMD2<UInt32>.zero
      let kept = bits.replacing(with: bits & signBit, where: isTiny)
        .replacing(with: SIMD2<UInt32>.zero, where: isInfinite)
      let finite = Frame(Float(bitPattern: kept.x), Float(bitPattern: kept.y))
      block[i] = finite.replacing(with: highest, where: finite .> highest)
        .replacing(with: -highest, where: finite .< -highest)
    }
  }

  /// Holds what goes on to the stages inside +40 dBFS; bypass hears the input as it is.
  @_noLocks
  func holdProgramme(_ block: inout MutableSpan<Frame>) {
    let highest = Frame(repeating: Self.highestProgramme)
    for i in block.indices {
      block[i] = lesser(greater(block[i], -highest), highest)
    }
  }
}

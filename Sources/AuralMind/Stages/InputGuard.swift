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
    let quads = block.count & ~3
    for i in stride(from: 0, to: quads, by: 4) {
      let bits = unsafe unsafeBitCast(quad(of: &block, at: i), to: SIMD8<UInt32>.self)
      let kept = unsafe unsafeBitCast(guarded(bits), to: SIMD8<Float>.self)
      unsafe setQuad(kept, of: &block, at: i)
    }
    for i in quads..<block.count {
      let bits = SIMD2<UInt32>(block[i].x.bitPattern, block[i].y.bitPattern)
      let kept = guarded(SIMD8(lowHalf: SIMD4(lowHalf: bits, highHalf: .zero), highHalf: .zero))
      block[i] = Frame(Float(bitPattern: kept[0]), Float(bitPattern: kept[1]))
    }
  }

  /// The bits of numbers that may pass.
  @_noLocks @inline(__always)
  private func guarded(_ bits: SIMD8<UInt32>) -> SIMD8<UInt32> {
    let signBit = SIMD8<UInt32>(repeating: Self.signBit)
    let exponentBits = SIMD8<UInt32>(repeating: Self.exponentBits)
    // Told by their bits: with subnormals taken as zero no comparison can tell them.
    let exponent = bits & exponentBits
    let kept = bits.replacing(with: bits & signBit, where: exponent .== SIMD8<UInt32>.zero)
      .replacing(with: SIMD8<UInt32>.zero, where: exponent .== exponentBits)
    let finite = unsafe unsafeBitCast(kept, to: SIMD8<Float>.self)
    let held = lesser(greater(finite, -Self.highest), Self.highest)
    return unsafe unsafeBitCast(held, to: SIMD8<UInt32>.self)
  }

  /// Holds numbers inside a range; what is inside stays to the last bit.
  @_noLocks @inline(__always)
  private func greater(_ values: SIMD8<Float>, _ lowest: Float) -> SIMD8<Float> {
    values.replacing(with: lowest, where: values .< lowest)
  }

  @_noLocks @inline(__always)
  private func lesser(_ values: SIMD8<Float>, _ highest: Float) -> SIMD8<Float> {
    values.replacing(with: highest, where: values .> highest)
  }

  /// Holds what goes on to the stages inside +40 dBFS; bypass hears the input as it is.
  @_noLocks
  func holdProgramme(_ block: inout MutableSpan<Frame>) {
    let highest = Frame(repeating: Self.highestProgramme)
    for i in block.indices {
      block[i] = AuralDSP.lesser(AuralDSP.greater(block[i], -highest), highest)
    }
  }
}

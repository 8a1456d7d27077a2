/// The greatest magnitudes of many frames, four at a time, channel by channel.
///
/// Magnitudes are in the order of their bits, read as whole numbers. Not a number counts as greater than any
/// number, so that no such sample goes unseen.
struct GreatestMagnitudes {
  private static let magnitudeBits: UInt32 = 0x7fff_ffff

  private var bits = SIMD8<Int32>.zero

  /// Counts four frames.
  @_noLocks @inline(__always)
  mutating func take(_ quad: SIMD8<Float>) {
    let magnitudes = unsafe unsafeBitCast(
      unsafeBitCast(quad, to: SIMD8<UInt32>.self) & Self.magnitudeBits, to: SIMD8<Int32>.self)
    bits.replace(with: magnitudes, where: magnitudes .> bits)
  }

  /// Counts one frame.
  @_noLocks @inline(__always)
  mutating func take(_ frame: Frame) {
    bits[0] = max(bits[0], Int32(bitPattern: frame.x.bitPattern & Self.magnitudeBits))
    bits[1] = max(bits[1], Int32(bitPattern: frame.y.bitPattern & Self.magnitudeBits))
  }

  /// The greatest magnitude of each channel.
  var frame: Frame {
    @_noLocks @inline(__always) get {
      // By halves, which leaves the lanes where they are as long as frames are counted.
      var four = bits.lowHalf
      four.replace(with: bits.highHalf, where: bits.highHalf .> four)
      var pair = four.lowHalf
      pair.replace(with: four.highHalf, where: four.highHalf .> pair)
      return Frame(Float(bitPattern: UInt32(pair.x)), Float(bitPattern: UInt32(pair.y)))
    }
  }
}

/// Returns the greatest magnitude of each channel in `range` of a block; zero of nothing.
///
/// Not a number counts as greater than any number.
@_noLocks
public func greatestMagnitudes(of block: borrowing Span<Frame>, in range: Range<Int>) -> Frame {
  precondition(range.lowerBound >= 0 && range.upperBound <= block.count, "a range of the block")
  return unsafe block.withUnsafeBufferPointer { frames in
    guard let base = frames.baseAddress else { return .zero }
    return unsafe greatestMagnitudes(of: base + range.lowerBound, count: range.count)
  }
}

/// Returns the greatest magnitude of each channel in a run of `count` frames.
@_noLocks
func greatestMagnitudes(of frames: UnsafePointer<Frame>, count: Int) -> Frame {
  var greatest = GreatestMagnitudes()
  let quads = count & ~3
  for i in stride(from: 0, to: quads, by: 4) {
    unsafe greatest.take(UnsafeRawPointer(frames + i).loadUnaligned(as: SIMD8<Float>.self))
  }
  for i in quads..<count { unsafe greatest.take(frames[i]) }
  return greatest.frame
}

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

/// Returns the greatest magnitude of both channels in a block, which stays as it is.
@_noLocks
public func greatestMagnitude(of block: inout MutableSpan<Frame>) -> Float {
  let count = block.count
  return count > 0 ? unsafe greatestMagnitudes(of: firstFrame(of: &block), count: count).max() : 0
}

/// Returns the greatest sum of both channels' magnitudes in a block, which stays as it is: of mid and side,
/// the louder of left and right.
@_noLocks
public func greatestSum(of block: inout MutableSpan<Frame>) -> Float {
  let count = block.count
  return count > 0 ? unsafe greatestSum(of: firstFrame(of: &block), count: count) : 0
}

@_noLocks
private func greatestSum(of frames: UnsafePointer<Frame>, count: Int) -> Float {
  var greatest = SIMD4<Float>.zero
  let quads = count & ~3
  for i in stride(from: 0, to: quads, by: 4) {
    let quad = unsafe UnsafeRawPointer(frames + i).loadUnaligned(as: SIMD8<Float>.self)
    let magnitudes = magnitude(quad)
    let sums = magnitudes.evenHalf + magnitudes.oddHalf
    greatest.replace(with: sums, where: sums .> greatest)
  }
  var highest = max(max(greatest.x, greatest.y), max(greatest.z, greatest.w))
  for i in quads..<count { highest = max(highest, unsafe magnitude(frames[i]).sum()) }
  return highest
}

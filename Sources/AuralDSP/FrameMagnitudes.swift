/// Returns the greatest magnitude of each channel in `range` of a block; zero of nothing.
///
/// Not a number counts as greater than any number, so that no such sample goes unseen.
public func greatestMagnitudes(of block: borrowing Span<Frame>, in range: Range<Int>) -> Frame {
  precondition(range.lowerBound >= 0 && range.upperBound <= block.count, "a range of the block")
  return unsafe block.withUnsafeBufferPointer { frames in
    guard let base = frames.baseAddress else { return .zero }
    return unsafe greatestMagnitudes(of: base + range.lowerBound, count: range.count)
  }
}

/// Returns the greatest magnitude of each channel in a run of `count` frames.
///
/// Magnitudes are in the order of their bits, read as whole numbers.
func greatestMagnitudes(of frames: UnsafePointer<Frame>, count: Int) -> Frame {
  let magnitudeBits: UInt32 = 0x7fff_ffff
  let quads = count & ~3
  var greatest = SIMD8<Int32>.zero
  for i in stride(from: 0, to: quads, by: 4) {
    let bits = unsafe UnsafeRawPointer(frames + i).loadUnaligned(as: SIMD8<UInt32>.self)
    let magnitudes = SIMD8<Int32>(truncatingIfNeeded: bits & magnitudeBits)
    greatest.replace(with: magnitudes, where: magnitudes .> greatest)
  }
  var pairs = greatest.lowHalf
  pairs.replace(with: greatest.highHalf, where: greatest.highHalf .> pairs)
  var pair = pairs.lowHalf
  pair.replace(with: pairs.highHalf, where: pairs.highHalf .> pair)
  for i in quads..<count {
    let frame = unsafe frames[i]
    pair.x = max(pair.x, Int32(bitPattern: frame.x.bitPattern & magnitudeBits))
    pair.y = max(pair.y, Int32(bitPattern: frame.y.bitPattern & magnitudeBits))
  }
  return Frame(Float(bitPattern: UInt32(pair.x)), Float(bitPattern: UInt32(pair.y)))
}

import CRealtime

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

/// Returns the greatest magnitude of each channel in a run of `count` frames; zero of nothing.
///
/// Not a number counts as greater than any number.
@_noLocks
func greatestMagnitudes(of frames: UnsafePointer<Frame>, count: Int) -> Frame {
  var greatest = Frame.zero
  unsafe find_magnitudes(&greatest, frames, count)
  return greatest
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

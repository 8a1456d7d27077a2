/// Makes frames of two channels; neither may be where the frames are.
@_noLocks @inline(__always)
public func interleave(
  _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
  into frames: UnsafeMutablePointer<Frame>, length: Int
) {
  let quads = length & ~3
  for i in stride(from: 0, to: quads, by: 4) {
    var quad = SIMD8<Float>.zero
    quad.evenHalf = unsafe UnsafeRawPointer(left + i).loadUnaligned(as: SIMD4<Float>.self)
    quad.oddHalf = unsafe UnsafeRawPointer(right + i).loadUnaligned(as: SIMD4<Float>.self)
    unsafe UnsafeMutableRawPointer(frames + i).storeBytes(of: quad, as: SIMD8<Float>.self)
  }
  for i in quads..<length { unsafe frames[i] = Frame(left[i], right[i]) }
}

/// Makes two channels of frames, of which neither may be where the frames are.
@_noLocks @inline(__always)
public func deinterleave(
  _ frames: UnsafePointer<Frame>, into left: UnsafeMutablePointer<Float>,
  _ right: UnsafeMutablePointer<Float>, length: Int
) {
  let quads = length & ~3
  for i in stride(from: 0, to: quads, by: 4) {
    let quad = unsafe UnsafeRawPointer(frames + i).loadUnaligned(as: SIMD8<Float>.self)
    unsafe UnsafeMutableRawPointer(left + i).storeBytes(of: quad.evenHalf, as: SIMD4<Float>.self)
    unsafe UnsafeMutableRawPointer(right + i).storeBytes(of: quad.oddHalf, as: SIMD4<Float>.self)
  }
  for i in quads..<length {
    unsafe left[i] = frames[i].x
    unsafe right[i] = frames[i].y
  }
}

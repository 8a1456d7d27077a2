import CRealtime

/// Makes frames of two channels; neither may be where the frames are.
@_noLocks
public func interleave(
  _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
  into frames: UnsafeMutablePointer<Frame>, length: Int
) {
  unsafe join_channels(frames, left, right, length)
}

/// Makes two channels of frames, of which neither may be where the frames are.
@_noLocks
public func deinterleave(
  _ frames: UnsafePointer<Frame>, into left: UnsafeMutablePointer<Float>,
  _ right: UnsafeMutablePointer<Float>, length: Int
) {
  unsafe split_channels(left, right, frames, length)
}

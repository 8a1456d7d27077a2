/// Returns the place in memory of a block's first frame.
@_noLocks @inline(__always)
@unsafe public func firstFrame(of block: inout MutableSpan<Frame>) -> UnsafeMutablePointer<Frame> {
  unsafe block.withUnsafeMutableBufferPointer { unsafe $0.baseAddress.unsafelyUnwrapped }
}

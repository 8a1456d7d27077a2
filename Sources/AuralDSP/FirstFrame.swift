/// Returns the place in memory of a block's first frame; the others follow it.
///
/// A span knows where each of its elements lies, and lets it be changed there. Its own way of telling takes
/// a generic closure, which the audio thread may call in Embedded Swift only.
@_noLocks @inline(__always)
@unsafe public func firstFrame(of block: inout MutableSpan<Frame>) -> UnsafeMutablePointer<Frame> {
  unsafe place(of: &block[unchecked: 0])
}

@_noLocks @inline(__always)
@unsafe private func place(of frame: inout Frame) -> UnsafeMutablePointer<Frame> {
  unsafe same(&frame)
}

@_noLocks @inline(__always)
@unsafe private func same(
  _ place: UnsafeMutablePointer<Frame>
) -> UnsafeMutablePointer<Frame> {
  unsafe place
}

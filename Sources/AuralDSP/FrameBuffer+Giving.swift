extension FrameBuffer {
  /// Copies frames from `start` on to a range of a block.
  @_noLocks
  public func give(to block: inout MutableSpan<Frame>, _ range: Range<Int>, from start: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= block.count, "a range of the block")
    let quads = range.count & ~3
    for i in stride(from: 0, to: quads, by: 4) {
      unsafe AuralDSP.setQuad(quad(at: start + i), of: &block, at: range.lowerBound + i)
    }
    for i in quads..<range.count {
      unsafe block[unchecked: range.lowerBound + i] = self[start + i]
    }
  }
}

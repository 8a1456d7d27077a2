import CRealtime

extension FirstOrderHighpass {
  /// Adds to side, the second lane of a piece, what the filter's two lanes make of it, each times a gain.
  @_noLocks
  public mutating func addToSide(
    of block: inout MutableSpan<Frame>, first: inout FrameGlide, second: inout FrameGlide
  ) {
    let count = block.count
    guard count > 0 else { return }
    let frames = unsafe firstFrame(of: &block)
    let a = first.advance(by: count)
    let b = second.advance(by: count)
    var gains = moving_gains(
      value: DoubleFrame(a.start, b.start), step: DoubleFrame(a.step, b.step))
    var kernel = self.kernel
    unsafe add_highpassed(frames, &kernel, &gains, count)
    state = kernel.state
  }

  /// The same for the loops in C.
  var kernel: first_order_highpass {
    @_noLocks @inline(__always) get {
      first_order_highpass(
        feed: feed, state_feed: stateFeed, state_keep: stateKeep, state: state)
    }
  }
}

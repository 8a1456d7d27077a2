import CRealtime

extension GlidingFilter {
  /// Filters a piece of a quantum; the bits are those of `process`, frame by frame.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>) {
    if step == nil {
      let count = block.count
      guard count > 0 else { return }
      let frames = unsafe firstFrame(of: &block)
      var kernel = coefficients.kernel
      var state = filter.kernelState
      unsafe apply_filter(frames, &kernel, &state, count)
      filter.kernelState = state
    } else {
      var filter = self
      for i in block.indices { block[i] = Frame(filter.process(DoubleFrame(block[i]))) }
      self = filter
    }
  }

  /// Filters a piece of a quantum by this filter and then by another; the bits are those of `process`.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>, andThen next: inout Self) {
    if step == nil && next.step == nil {
      let count = block.count
      guard count > 0 else { return }
      let frames = unsafe firstFrame(of: &block)
      var kernel = coefficients.kernel
      var nextKernel = next.coefficients.kernel
      var state = filter.kernelState
      var nextState = next.filter.kernelState
      unsafe apply_filters(frames, &kernel, &state, &nextKernel, &nextState, count)
      filter.kernelState = state
      next.filter.kernelState = nextState
    } else {
      var first = self
      var second = next
      for i in block.indices {
        block[i] = Frame(second.process(first.process(DoubleFrame(block[i]))))
      }
      self = first
      next = second
    }
  }
}

extension StateVariableCoefficients {
  /// The same for the loops in C.
  var kernel: integrator_filter {
    @_noLocks @inline(__always) get {
      integrator_filter(
        first_keep: firstKeep, exchange: exchange, second_keep: secondKeep,
        second_feed: secondFeed, direct: direct, half_band: halfBand, half_low: halfLow)
    }
  }
}

extension StateVariableFilter {
  /// The state for the loops in C.
  fileprivate var kernelState: integrator_state {
    @_noLocks @inline(__always) get { integrator_state(first: first, second: second) }
    @_noLocks @inline(__always) set {
      first = newValue.first
      second = newValue.second
    }
  }
}

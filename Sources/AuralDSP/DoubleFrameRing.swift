/// A delay line of double-precision frames; its capacity is a power of two.
@safe
public struct DoubleFrameRing: ~Copyable {
  private let base: UnsafeMutablePointer<DoubleFrame>
  private let mask: Int

  /// Makes room for a delay of up to `delayFrames`.
  init(delayFrames: Int) {
    var capacity = 1
    while capacity <= delayFrames { capacity *= 2 }
    mask = capacity - 1
    unsafe base = .allocate(capacity: capacity)
    unsafe base.initialize(repeating: .zero, count: capacity)
  }

  deinit {
    unsafe base.deallocate()
  }

  /// Sets every frame to `value` in both channels.
  @_noLocks
  func fill(with value: Double) {
    unsafe base.update(repeating: DoubleFrame(repeating: value), count: mask + 1)
  }

  /// Stores `frame` at `position` and returns the frame stored `delay` positions before.
  @_noLocks @inline(__always)
  func exchange(_ frame: DoubleFrame, at position: Int, delay: Int) -> DoubleFrame {
    unsafe base[position & mask] = frame
    return unsafe base[(position &- delay) & mask]
  }

  /// Returns the frame stored `delay` positions before `position`; `newest` for a delay of 0.
  @_noLocks @inline(__always)
  func read(at position: Int, delay: Int, newest: DoubleFrame) -> DoubleFrame {
    delay == 0 ? newest : unsafe base[(position &- delay) & mask]
  }
}

/// A fixed run of stereo frames in double precision: allocated in `init`, freed with its owner.
///
/// Indices are checked in debug builds only.
@safe
public struct DoubleFrameBuffer: ~Copyable {
  /// The first frame; valid as long as the buffer.
  public let base: UnsafeMutablePointer<DoubleFrame>

  /// The number of frames.
  public let count: Int

  /// Allocates `count` silent frames.
  public init(count: Int) {
    precondition(count >= 1, "a frame buffer has a length")
    self.count = count
    unsafe base = allocateAligned(count)
    unsafe base.initialize(repeating: .zero, count: count)
  }

  // Inlinable: Embedded Swift ends a value only where it can see how.
  @inlinable deinit {
    unsafe base.deallocate()
  }

  /// The frame at `index`, from 0 to `count` - 1.
  @inlinable
  public subscript(index: Int) -> DoubleFrame {
    @_noLocks @inline(__always) get {
      assert(index >= 0 && index < count)
      return unsafe base[index]
    }
    @_noLocks @inline(__always) nonmutating set {
      assert(index >= 0 && index < count)
      unsafe base[index] = newValue
    }
  }

  /// Sets `length` frames from `start` on to `value` in both channels.
  @_noLocks
  func fill(from start: Int, length: Int, with value: Double) {
    for i in start..<(start + length) { self[i] = DoubleFrame(repeating: value) }
  }

  /// Copies `length` frames from `source` towards the front.
  @_noLocks
  func move(from source: Int, to destination: Int, length: Int) {
    assert(destination <= source && source + length <= count)
    for i in 0..<length { self[destination + i] = self[source + i] }
  }
}

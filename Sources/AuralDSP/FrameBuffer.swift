import CRealtime

/// A fixed run of stereo frames that a stage owns: allocated in `init`, freed with the stage.
///
/// Indices are checked in debug builds only.
@safe
public struct FrameBuffer: ~Copyable {
  /// The first frame; valid as long as the buffer.
  public let base: UnsafeMutablePointer<Frame>

  /// The number of frames.
  public let count: Int

  /// Allocates `count` silent frames.
  public init(count: Int) {
    precondition(count >= 0, "a frame buffer has a length of zero or more")
    self.count = count
    unsafe base = allocateAligned(max(count, 1))
    unsafe base.initialize(repeating: .zero, count: max(count, 1))
  }

  // Inlinable: Embedded Swift ends a value only where it can see how.
  @inlinable deinit {
    unsafe base.deallocate()
  }

  /// The frame at `index`, from 0 to `count` - 1.
  @inlinable
  public subscript(index: Int) -> Frame {
    @_noLocks @inline(__always) get {
      assert(index >= 0 && index < count)
      return unsafe base[index]
    }
    @_noLocks @inline(__always) nonmutating set {
      assert(index >= 0 && index < count)
      unsafe base[index] = newValue
    }
  }

  /// Silences every frame.
  @_noLocks
  public func clear() {
    unsafe base.update(repeating: .zero, count: count)
  }

  /// Copies `length` frames from `source` to `destination`; the two runs may overlap.
  @_noLocks
  public func move(from source: Int, to destination: Int, length: Int) {
    assert(length >= 0 && source >= 0 && destination >= 0)
    assert(max(source, destination) + length <= count)
    unsafe move_frames(base + destination, base + source, length)
  }
}

/// Allocates room that begins with a line of the cache: few vectors in it then lie in two lines.
@unsafe func allocateAligned<Element>(_ count: Int) -> UnsafeMutablePointer<Element> {
  unsafe UnsafeMutableRawPointer
    .allocate(byteCount: count * MemoryLayout<Element>.stride, alignment: 64)
    .bindMemory(to: Element.self, capacity: count)
}

import CRealtime

extension FrameBuffer {
  /// Four frames from `index` on, as left, right, left, right and so on.
  @_noLocks @inline(__always)
  public func quad(at index: Int) -> SIMD8<Float> {
    assert(index >= 0 && index + 4 <= count)
    return unsafe UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<Float>.self)
  }

  /// Stores four frames from `index` on.
  @_noLocks @inline(__always)
  public func setQuad(_ frames: SIMD8<Float>, at index: Int) {
    assert(index >= 0 && index + 4 <= count)
    unsafe UnsafeMutableRawPointer(base + index).storeBytes(of: frames, as: SIMD8<Float>.self)
  }

  /// Copies a range of a block to the first frames.
  @_noLocks
  public func take(_ block: inout MutableSpan<Frame>, _ range: Range<Int>) {
    copy(&block, range, to: 0)
  }

  /// Copies a range of a block to `index` and on.
  @_noLocks @inline(__always)
  func copy(_ block: inout MutableSpan<Frame>, _ range: Range<Int>, to index: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= block.count, "a range of the block")
    assert(index >= 0 && index + range.count <= count)
    guard !range.isEmpty else { return }
    unsafe move_frames(base + index, firstFrame(of: &block) + range.lowerBound, range.count)
  }

  /// Copies frames from `index` on to a range of a block.
  @_noLocks
  public func give(to block: inout MutableSpan<Frame>, _ range: Range<Int>, from index: Int = 0) {
    precondition(range.lowerBound >= 0 && range.upperBound <= block.count, "a range of the block")
    assert(index >= 0 && index + range.count <= count)
    guard !range.isEmpty else { return }
    unsafe move_frames(firstFrame(of: &block) + range.lowerBound, base + index, range.count)
  }

  /// Copies the first `length` frames of another buffer to `index` and on.
  @_noLocks
  public func copy(_ source: borrowing FrameBuffer, length: Int, to index: Int) {
    assert(index >= 0 && length >= 0 && index + length <= count && length <= source.count)
    unsafe move_frames(base + index, source.base, length)
  }
}

/// Returns four frames of a block from `index` on, all of which are there.
@_noLocks @inline(__always)
@unsafe public func quad(of block: inout MutableSpan<Frame>, at index: Int) -> SIMD8<Float> {
  assert(index >= 0 && index + 4 <= block.count)
  let first = unsafe firstFrame(of: &block)
  return unsafe UnsafeRawPointer(first + index).loadUnaligned(as: SIMD8<Float>.self)
}

/// Stores four frames of a block from `index` on, all of which are there.
@_noLocks @inline(__always)
@unsafe public func setQuad(
  _ frames: SIMD8<Float>, of block: inout MutableSpan<Frame>, at index: Int
) {
  assert(index >= 0 && index + 4 <= block.count)
  let first = unsafe firstFrame(of: &block)
  unsafe UnsafeMutableRawPointer(first + index).storeBytes(of: frames, as: SIMD8<Float>.self)
}

/// Returns the magnitude of each lane.
@_noLocks @inline(__always)
func magnitude(_ frames: SIMD8<Float>) -> SIMD8<Float> {
  unsafe unsafeBitCast(
    unsafeBitCast(frames, to: SIMD8<UInt32>.self) & SIMD8<UInt32>(repeating: 0x7fff_ffff),
    to: SIMD8<Float>.self)
}

/// Returns the magnitude of each channel.
@_noLocks @inline(__always)
public func magnitude(_ frame: Frame) -> Frame {
  unsafe unsafeBitCast(
    unsafeBitCast(frame, to: SIMD2<UInt32>.self) & SIMD2<UInt32>(repeating: 0x7fff_ffff),
    to: Frame.self)
}

/// Returns the lesser of each channel; a NaN in `a` gives `b`.
@_noLocks @inline(__always)
public func lesser(_ a: Frame, _ b: Frame) -> Frame {
  b.replacing(with: a, where: a .< b)
}

/// Returns the greater of each channel; a NaN in `a` gives `b`.
@_noLocks @inline(__always)
public func greater(_ a: Frame, _ b: Frame) -> Frame {
  b.replacing(with: a, where: a .> b)
}

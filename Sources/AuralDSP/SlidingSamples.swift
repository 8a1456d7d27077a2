/// The recent past of one channel, in memory without a seam: `SlidingFrames` for a single signal.
///
/// Indices are checked in debug builds only.
@safe
public struct SlidingSamples: ~Copyable {
  /// Samples behind the newest that a vector loop may read or overwrite.
  private static let spareSamples = 16

  @usableFromInline let base: UnsafeMutablePointer<Float>
  private let count: Int
  private let history: Int
  private var end: Int

  /// Makes room for `history` past samples, all silent, and pieces of up to `pieceSamples`.
  init(history: Int, pieceSamples: Int) {
    self.history = history
    count = 2 * history + 4 * pieceSamples + 1_024
    end = history
    unsafe base = allocateAligned(count)
    unsafe base.initialize(repeating: 0, count: count)
  }

  // Inlinable: Embedded Swift ends a value only where it can see how.
  @inlinable deinit {
    unsafe base.deallocate()
  }

  /// Silences the past.
  @_noLocks
  mutating func reset() {
    unsafe base.update(repeating: 0, count: count)
    end = history
  }

  /// Makes room for `length` more samples; returns the first, which has the past before it.
  @_noLocks
  mutating func extend(by length: Int) -> UnsafeMutablePointer<Float> {
    if end + length + Self.spareSamples > count {
      // Towards the front nothing lands on what is still to be read.
      for i in 0..<history { unsafe base[i] = base[end - history + i] }
      end = history
    }
    let start = end
    end += length
    return unsafe base + start
  }
}

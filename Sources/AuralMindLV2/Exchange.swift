import Synchronization

/// Words that one thread leaves for another, never torn, without a lock on either side.
///
/// A sequence lock after Boehm, "Can seqlocks get along with programming language memory
/// models?" (MSPC 2012), figure 6: the count is odd while words change, and a reader that sees it
/// odd or changed has read nothing. One writer at a time; the writer never waits.
@safe
struct Exchange: ~Copyable {
  private let words: UnsafeMutablePointer<Atomic<UInt32>>
  private let count: Int
  private let sequence = Atomic<UInt32>(0)

  /// Allocates `count` words of zero.
  init(count: Int) {
    self.count = count
    unsafe words = .allocate(capacity: count)
    for i in 0..<count { unsafe (words + i).initialize(to: Atomic(0)) }
  }

  deinit {
    unsafe words.deinitialize(count: count)
    unsafe words.deallocate()
  }

  /// How often words have been left here, times two; odd while they change.
  var version: UInt32 {
    @_noLocks get { sequence.load(ordering: .acquiring) }
  }

  /// Begins to leave words.
  @_noLocks
  func beginWriting() {
    sequence.store(sequence.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    atomicMemoryFence(ordering: .releasing)
  }

  /// Leaves one word, between `beginWriting` and `endWriting`.
  @_noLocks
  func write(_ word: UInt32, at index: Int) {
    unsafe words[index].store(word, ordering: .relaxed)
  }

  /// Ends leaving words: from here on readers see them.
  @_noLocks
  func endWriting() {
    sequence.store(sequence.load(ordering: .relaxed) &+ 1, ordering: .releasing)
  }

  /// The words; they count only if `isUnchanged(since:)` says so after the last one is read.
  ///
  /// A plain value, because a closure on the audio thread may capture nothing else.
  var reader: Reader {
    @_noLocks get { unsafe Reader(words: words) }
  }

  /// Reads words while the exchange lives.
  @safe
  struct Reader {
    fileprivate let words: UnsafeMutablePointer<Atomic<UInt32>>

    /// The word at `index`, as it is now.
    @_noLocks
    func word(at index: Int) -> UInt32 {
      unsafe words[index].load(ordering: .relaxed)
    }
  }

  /// Whether every word read since `version` was `earlier` belongs together.
  @_noLocks
  func isUnchanged(since earlier: UInt32) -> Bool {
    atomicMemoryFence(ordering: .acquiring)
    return earlier & 1 == 0 && sequence.load(ordering: .relaxed) == earlier
  }
}

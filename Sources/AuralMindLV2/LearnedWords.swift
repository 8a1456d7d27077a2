import Synchronization

/// What the audio thread learns, as words, on its way to and from the host's session.
///
/// The host may save and restore on another thread while sound runs. Restoring leaves words that
/// the audio thread picks up; the audio thread leaves words that saving picks up. Neither waits.
struct LearnedWords: ~Copyable {
  private let count: Int
  private let restored: Exchange
  private let learned: Exchange
  /// The version of `restored` that `learned` includes.
  private let taken = Atomic<UInt32>(0)

  /// Allocates both ways for `count` words.
  init(count: Int) {
    self.count = count
    restored = Exchange(count: count)
    learned = Exchange(count: count)
  }

  /// Shows what the audio thread has learned to `record`.
  @_noLocks
  func publish(_ word: (Int) -> UInt32) {
    learned.beginWriting()
    for i in 0..<count { learned.write(word(i), at: i) }
    learned.endWriting()
  }

  /// The version of what was restored and not yet taken; nil where there is none.
  var waitingVersion: UInt32? {
    @_noLocks get {
      let version = restored.version
      return version == taken.load(ordering: .relaxed) ? nil : version
    }
  }

  /// What was restored, word by word.
  var restoredWords: Exchange.Reader {
    @_noLocks get { restored.reader }
  }

  /// Whether every word read since `waitingVersion` was `version` belongs together; if not, restoring
  /// is under way.
  @_noLocks
  func isWhole(since version: UInt32) -> Bool { restored.isUnchanged(since: version) }

  /// Ends the wait of what was restored as `version`, once that has been published.
  @_noLocks
  func markTaken(_ version: UInt32) {
    taken.store(version, ordering: .releasing)
  }

  /// The words as they are now, in stored form.
  func record() -> LearnedRecord {
    // What was restored and not yet heard by the audio thread is the newer truth.
    let isTaken = restored.version == taken.load(ordering: .acquiring)
    return isTaken ? record(of: learned) : record(of: restored)
  }

  private func record(of source: borrowing Exchange) -> LearnedRecord {
    let record = LearnedRecord(wordCount: count)
    while true {
      let version = source.version
      for i in 0..<count { record[word: i] = source.reader.word(at: i) }
      if source.isUnchanged(since: version) { break }
    }
    record.seal()
    return record
  }

  /// Leaves the words of a record for the audio thread.
  func restore(_ record: borrowing LearnedRecord) {
    restored.beginWriting()
    for i in 0..<count { restored.write(record[word: i], at: i) }
    restored.endWriting()
  }
}

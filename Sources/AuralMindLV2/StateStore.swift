import AuralMind
import CLV2
import Synchronization

/// What the governor has learned, on its way between the audio thread and the host's session.
///
/// The host may save and restore on another thread while sound runs. Restoring leaves words that
/// the audio thread picks up; the audio thread leaves words that saving picks up. Neither waits.
struct StateStore: ~Copyable {
  private let restored = Exchange(count: LearnedLoudness.wordCount)
  private let learned = Exchange(count: LearnedLoudness.wordCount)
  /// The version of `restored` that `learned` includes.
  private let taken = Atomic<UInt32>(0)

  /// Creates a store in which nothing has been learned.
  init() {
    publish(LearnedLoudness())
  }

  /// Shows what the audio thread has learned to `save`.
  @_noLocks
  func publish(_ value: LearnedLoudness) {
    learned.beginWriting()
    for i in 0..<LearnedLoudness.wordCount { learned.write(value.word(at: i), at: i) }
    learned.endWriting()
  }

  /// Returns what was restored since the last call; nil when nothing was, or when restoring is
  /// under way: the next call finds it.
  @_noLocks
  func takeRestored() -> LearnedLoudness? {
    let version = restored.version
    guard version != taken.load(ordering: .relaxed) else { return nil }
    let words = restored.reader
    let value = LearnedLoudness(wordCount: LearnedLoudness.wordCount) { words.word(at: $0) }
    guard restored.isUnchanged(since: version) else { return nil }
    if let value { publish(value) }
    taken.store(version, ordering: .releasing)
    return value
  }

  /// Hands the learned words to the host.
  func save(
    store: LV2_State_Store_Function?, handle: LV2_State_Handle?, vocabulary: Vocabulary?
  ) -> LV2_State_Status {
    guard let vocabulary else { return LV2_STATE_ERR_NO_FEATURE }
    guard let store = unsafe store else { return LV2_STATE_ERR_UNKNOWN }
    let record = LearnedRecord(wordCount: LearnedLoudness.wordCount)
    // What was restored and not yet heard by the audio thread is the newer truth.
    if restored.version != taken.load(ordering: .acquiring) {
      fill(record, from: restored)
    } else {
      fill(record, from: learned)
    }
    return unsafe store(
      handle, vocabulary.learned, record.base, record.byteCount, vocabulary.chunk,
      LV2_STATE_IS_POD.rawValue | LV2_STATE_IS_PORTABLE.rawValue)
  }

  private func fill(_ record: borrowing LearnedRecord, from source: borrowing Exchange) {
    while true {
      let version = source.version
      for i in 0..<LearnedLoudness.wordCount { record[word: i] = source.reader.word(at: i) }
      if source.isUnchanged(since: version) { break }
    }
    record.seal()
  }

  /// Takes the learned words from the host; anything but a whole record that this version can
  /// read leaves what is in use as it is.
  func restore(
    retrieve: LV2_State_Retrieve_Function?, handle: LV2_State_Handle?, vocabulary: Vocabulary?
  ) -> LV2_State_Status {
    guard let vocabulary else { return LV2_STATE_ERR_NO_FEATURE }
    guard let retrieve = unsafe retrieve else { return LV2_STATE_ERR_UNKNOWN }
    var byteCount = 0
    var type: UInt32 = 0
    var flags: UInt32 = 0
    guard let value = unsafe retrieve(handle, vocabulary.learned, &byteCount, &type, &flags) else {
      // A preset has nothing to say about what was learned.
      return LV2_STATE_SUCCESS
    }
    guard type == vocabulary.chunk else { return LV2_STATE_ERR_BAD_TYPE }
    guard
      let record = unsafe LearnedRecord(
        copying: value, byteCount: byteCount, wordCount: LearnedLoudness.wordCount),
      LearnedLoudness(wordCount: LearnedLoudness.wordCount, word: { record[word: $0] }) != nil
    else { return LV2_STATE_ERR_UNKNOWN }
    restored.beginWriting()
    for i in 0..<LearnedLoudness.wordCount { restored.write(record[word: i], at: i) }
    restored.endWriting()
    return LV2_STATE_SUCCESS
  }
}

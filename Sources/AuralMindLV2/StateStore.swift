import AuralMind
import Synchronization

/// What passes between the audio thread and the host's session, besides profiles.
struct StateStore: ~Copyable {
  /// What the governor has learned, as words.
  let loudness = LearnedWords(count: LearnedLoudness.wordCount)
  /// What has been learned of the mix's spectrum, as words.
  let spectrum = LearnedWords(count: LearnedSpectrum.wordCount)
  /// The slots in use: of the reference, and 256 times that of the source.
  private let slots = Atomic<Int>(0)

  /// Creates a store in which nothing has been learned.
  init() {
    publish(LearnedLoudness())
    publish(LearnedSpectrum())
  }

  /// Shows what the governor has learned to the session.
  @_noLocks
  func publish(_ value: LearnedLoudness) {
    var value = value
    loudness.publish { value.word(at: $0) }
  }

  /// Shows what has been learned of the spectrum to the session.
  @_noLocks
  func publish(_ value: LearnedSpectrum) { spectrum.publish { value.word(at: $0) } }

  /// Whether anything was restored since it was last taken.
  var isAnyWaiting: Bool {
    @_noLocks get { loudness.waitingVersion != nil || spectrum.waitingVersion != nil }
  }

  /// Returns what was restored of the governor's knowledge since the last call; nil when nothing was,
  /// or when restoring is under way: the next call finds it.
  @_noLocks
  func takeLoudness() -> LearnedLoudness? {
    guard let version = loudness.waitingVersion else { return nil }
    let words = loudness.restoredWords
    let value = LearnedLoudness(wordCount: LearnedLoudness.wordCount) { words.word(at: $0) }
    guard loudness.isWhole(since: version) else { return nil }
    if let value { publish(value) }
    loudness.markTaken(version)
    return value
  }

  /// The same for the spectrum.
  @_noLocks
  func takeSpectrum() -> LearnedSpectrum? {
    guard let version = spectrum.waitingVersion else { return nil }
    let words = spectrum.restoredWords
    let value = LearnedSpectrum(wordCount: LearnedSpectrum.wordCount) { words.word(at: $0) }
    guard spectrum.isWhole(since: version) else { return nil }
    if let value { publish(value) }
    spectrum.markTaken(version)
    return value
  }

  /// Leaves the governor's knowledge from the bytes of a record; false where they are none.
  func restoreLoudness(_ bytes: [UInt8]) -> Bool {
    let count = LearnedLoudness.wordCount
    guard let record = LearnedRecord(copying: bytes, wordCount: count),
      LearnedLoudness(wordCount: count, word: { record[word: $0] }) != nil
    else { return false }
    loudness.restore(record)
    return true
  }

  /// The same for the spectrum.
  func restoreSpectrum(_ bytes: [UInt8]) -> Bool {
    let count = LearnedSpectrum.wordCount
    guard let record = LearnedRecord(copying: bytes, wordCount: count),
      LearnedSpectrum(wordCount: count, word: { record[word: $0] }) != nil
    else { return false }
    spectrum.restore(record)
    return true
  }

  /// The slots whose profiles a session has to keep; 0 is none.
  var slotsInUse: (reference: Int, source: Int) {
    get {
      let slots = slots.load(ordering: .relaxed)
      return (slots & 0xFF, slots >> 8)
    }
  }

  /// Shows the slots in use to the session.
  @_noLocks
  func publishSlots(reference: Int, source: Int) {
    slots.store(reference | source &<< 8, ordering: .relaxed)
  }
}

import Synchronization

/// What a check has found wrong, and how many cases it has looked at.
final class Findings: Sendable {
  private struct State {
    var cases = 0
    var sentences: [String] = []
  }

  private let state = Mutex(State())

  /// Counts a case.
  func count(_ cases: Int = 1) { state.withLock { $0.cases += cases } }

  /// Notes a sentence; where there are very many, the first of them are enough.
  func add(_ sentence: String) {
    state.withLock { if $0.sentences.count < 20 { $0.sentences.append(sentence) } }
  }

  /// Notes the sentence where the condition does not hold.
  func expect(_ condition: Bool, _ sentence: @autoclosure () -> String) {
    if !condition { add(sentence()) }
  }

  /// How many cases have been looked at.
  var cases: Int { state.withLock { $0.cases } }

  /// What has been found.
  var sentences: [String] { state.withLock { $0.sentences } }

  /// Looks through what came out of a plugin for what no plugin may put out: numbers that are none, and
  /// numbers so small that the next plugin slows down on them.
  func examine(_ sound: Stereo, _ place: @autoclosure () -> String, limit: Float = .infinity) {
    for channel in [sound.left, sound.right] {
      for (frame, sample) in channel.enumerated() {
        let fault =
          !sample.isFinite
          ? "\(sample)"
          : sample.isSubnormal ? "a subnormal" : abs(sample) > limit ? "\(sample)" : nil
        guard let fault else { continue }
        add("\(place()): \(fault) at frame \(frame)")
        return
      }
    }
  }
}

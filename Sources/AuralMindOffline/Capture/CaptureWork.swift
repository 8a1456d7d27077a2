import Synchronization

/// The files of a capture: which are taken, how far each has come, and what came of it.
final class CaptureWork: Sendable {
  private struct State {
    var next = 0
    var shares: [Double]
    var results: [Result<CapturedTrack, any Error>?]
  }

  private let state: Mutex<State>

  /// Nothing done yet of `count` files.
  init(count: Int) {
    state = Mutex(
      State(
        shares: [Double](repeating: 0, count: count),
        results: [Result?](repeating: nil, count: count)
      ))
  }

  /// The next file that nobody has taken; nil when there is none, or one has failed.
  func take() -> Int? {
    state.withLock { state in
      let hasFailed = state.results.contains { if case .failure = $0 { true } else { false } }
      guard state.next < state.results.count, !hasFailed else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  /// Notes how far a file has come.
  func show(_ share: Double, of index: Int) { state.withLock { $0.shares[index] = share } }

  /// Notes what came of a file.
  func finish(_ index: Int, _ result: Result<CapturedTrack, any Error>) {
    state.withLock { $0.results[index] = result }
  }

  /// How far the whole has come.
  var share: Double {
    state.withLock { $0.shares.reduce(0, +) / Double(max(1, $0.shares.count)) }
  }

  /// What came of the files, in their order; those after a failure may be missing.
  var results: [Result<CapturedTrack, any Error>] {
    state.withLock { $0.results.compactMap { $0 } }
  }
}

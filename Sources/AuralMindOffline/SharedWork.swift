import Dispatch
import Foundation
import Synchronization

/// Like pieces of work that all cores share: which are taken, how far each has come, and what came of
/// it.
final class SharedWork<Product: Sendable>: Sendable {
  private struct State {
    var next = 0
    var shares: [Double]
    var results: [Result<Product, any Error>?]
  }

  private let state: Mutex<State>

  /// Nothing done yet of `count` pieces.
  private init(count: Int) {
    state = Mutex(
      State(
        shares: [Double](repeating: 0, count: count),
        results: [Result?](repeating: nil, count: count)
      ))
  }

  /// Does `count` pieces of work, as many at a time as there are cores, and returns what came of them
  /// in their order.
  ///
  /// Each piece is told its number, and tells how far it has come. After a failure no further piece
  /// is begun, and the first failure in order is thrown.
  static func run(
    count: Int, progress: Progress, _ piece: @escaping @Sendable (Int, Progress) throws -> Product
  ) throws -> [Product] {
    let work = SharedWork(count: count)
    let group = DispatchGroup()
    let queue = DispatchQueue.global(qos: .userInitiated)
    // Each of them takes a piece, then the next that nobody has.
    for _ in 0..<min(count, ProcessInfo.processInfo.activeProcessorCount) {
      queue.async(group: group) {
        while let index = work.take() {
          work.finish(index, Result { try piece(index) { work.show($0, of: index) } })
        }
      }
    }
    while group.wait(timeout: .now() + .milliseconds(50)) == .timedOut { progress(work.share) }
    return try work.results.map { try $0.get() }
  }

  /// The next piece that nobody has taken; nil when there is none, or one has failed.
  private func take() -> Int? {
    state.withLock { state in
      let hasFailed = state.results.contains { if case .failure = $0 { true } else { false } }
      guard state.next < state.results.count, !hasFailed else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  private func show(_ share: Double, of index: Int) {
    state.withLock { $0.shares[index] = share }
  }

  private func finish(_ index: Int, _ result: Result<Product, any Error>) {
    state.withLock { state in
      state.results[index] = result
      state.shares[index] = 1
    }
  }

  /// How far the whole has come.
  private var share: Double {
    state.withLock { $0.shares.reduce(0, +) / Double(max(1, $0.shares.count)) }
  }

  /// What came of the pieces, in their order; those after a failure may be missing.
  private var results: [Result<Product, any Error>] {
    state.withLock { $0.results.compactMap { $0 } }
  }
}

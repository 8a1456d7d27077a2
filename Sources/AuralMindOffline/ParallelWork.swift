import CPOSIX
import Dispatch
import Foundation
import Synchronization

/// The number of cores this process may run on.
///
/// Foundation counts those of the machine, of which a container or `taskset` may leave fewer.
public let usableProcessorCount: Int = {
  let count = Int(usable_core_count())
  return count > 0 ? count : ProcessInfo.processInfo.activeProcessorCount
}()

/// How far one piece of parallel work has come; set on its own thread, read on another.
final class WorkShare: Sendable {
  private let thousandths = Atomic<Int>(0)

  /// The share that is done, from 0 to 1.
  var value: Double { Double(thousandths.load(ordering: .relaxed)) / 1_000 }

  /// Notes the share that is done, from 0 to 1.
  func show(_ share: Double) {
    thousandths.store(Int(min(max(share, 0), 1) * 1_000), ordering: .relaxed)
  }
}

/// What the threads of one run share: which job is the next, and what came of those before.
private final class JobList<Value: Sendable>: Sendable {
  let next = Atomic<Int>(0)
  let results: Mutex<[Result<Value, any Error>?]>

  init(count: Int) {
    results = Mutex([Result<Value, any Error>?](repeating: nil, count: count))
  }
}

/// Runs `jobs` on at most `threadCount` threads of their own, each taking the next that nobody has.
///
/// The caller's thread waits, and hears of the mean share that is done. Results come in the order of
/// the jobs; what one throws does not keep the others from running.
func inParallel<Value: Sendable>(
  _ jobs: [@Sendable (WorkShare) throws -> Value], threadCount: Int,
  progress: Progress = { _ in }
) -> [Result<Value, any Error>] {
  let shares = jobs.map { _ in WorkShare() }
  let list = JobList<Value>(count: jobs.count)
  let work: @Sendable () -> Void = {
    while true {
      let index = list.next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < jobs.count else { return }
      let result = Result { try jobs[index](shares[index]) }
      shares[index].show(1)
      list.results.withLock { $0[index] = result }
    }
  }
  let group = DispatchGroup()
  let queue = DispatchQueue.global(qos: .userInitiated)
  for _ in 0..<min(max(threadCount, 1), jobs.count) { queue.async(group: group, execute: work) }
  while group.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
    progress(shares.reduce(0) { $0 + $1.value } / Double(max(shares.count, 1)))
  }
  return list.results.withLock { $0.compactMap { $0 } }
}

/// Does `count` like pieces of work, as many at a time as there are cores, and returns what came of them
/// in their order.
///
/// Each piece is told its number, and tells how far it has come. After a failure no further piece is
/// begun, and the first failure in order is thrown.
func inParallel<Value: Sendable>(
  count: Int, progress: Progress = { _ in },
  _ piece: @escaping @Sendable (Int, Progress) throws -> Value
) throws -> [Value] {
  let failures = WorkShare()
  let results = inParallel(
    (0..<count).map { index in
      { @Sendable share -> Value in
        if failures.value > 0 { throw NotBegun() }
        do {
          return try piece(index) { share.show($0) }
        } catch {
          failures.show(1)
          throw error
        }
      }
    }, threadCount: usableProcessorCount, progress: progress)
  for case .failure(let error) in results where !(error is NotBegun) { throw error }
  return try results.map { try $0.get() }
}

/// Does two things, at the same time where there are threads for it, and returns what both gave; where the first fails, its error.
public func both<First: Sendable, Second: Sendable>(
  _ first: @escaping @Sendable (Progress) throws -> First,
  _ second: @escaping @Sendable (Progress) throws -> Second, threadCount: Int = 2,
  progress: Progress = { _ in }
) throws -> (First, Second) {
  let results = inParallel(
    [
      { @Sendable share -> Either<First, Second> in .first(try first { share.show($0) }) },
      { @Sendable share -> Either<First, Second> in .second(try second { share.show($0) }) },
    ], threadCount: threadCount, progress: progress)
  guard case .first(let one) = try results[0].get(), case .second(let two) = try results[1].get()
  else { preconditionFailure("each job gives its own") }
  return (one, two)
}

/// What one of two jobs gave.
private enum Either<First: Sendable, Second: Sendable>: Sendable {
  case first(First)
  case second(Second)
}

/// A piece of work was left alone, for another had failed.
private struct NotBegun: Error {}

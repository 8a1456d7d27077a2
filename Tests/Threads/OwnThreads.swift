import Foundation

/// Runs `body` once for each number below `count`, each on a thread of its own, and returns when all have
/// ended.
///
/// Not `DispatchQueue.concurrentPerform`: that takes what threads a pool has left. Where tests fill the
/// pool, one body may wait for another that never gets a thread; where there is one core, they run one
/// after the other.
public func onOwnThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  let group = DispatchGroup()
  for number in 0..<count {
    group.enter()
    Thread.detachNewThread {
      body(number)
      group.leave()
    }
  }
  group.wait()
}

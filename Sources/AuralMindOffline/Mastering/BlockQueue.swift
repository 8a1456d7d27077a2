import AuralDSP
import Foundation

/// Blocks of frames on their way from one thread to another, in order.
///
/// Whoever puts waits while the queue is full, so that memory stays bounded; whoever takes waits while
/// it is empty.
final class BlockQueue: @unchecked Sendable {
  /// The most blocks under way: enough that neither side waits for a single block of the other's.
  private static let capacity = 16

  /// Guards what follows, and wakes either side.
  private let condition = NSCondition()
  private var blocks: [[Frame]] = []
  private var isClosed = false

  /// Puts a block; nothing may be put after `close`.
  func put(_ block: [Frame]) {
    condition.lock()
    while blocks.count >= Self.capacity { condition.wait() }
    blocks.append(block)
    condition.broadcast()
    condition.unlock()
  }

  /// Says that no more will come.
  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }

  /// Takes the next block; nil once the queue is closed and empty.
  func take() -> [Frame]? {
    condition.lock()
    defer { condition.unlock() }
    while blocks.isEmpty, !isClosed { condition.wait() }
    guard !blocks.isEmpty else { return nil }
    let block = blocks.removeFirst()
    condition.broadcast()
    return block
  }
}

import Foundation

/// Clocks, in seconds.
enum Clock {
  /// The processor time of this thread.
  static var threadSeconds: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

  /// The time on the wall.
  static var wallSeconds: Double { seconds(CLOCK_MONOTONIC) }

  /// What reading the thread's clock costs itself, the least of many tries: it is taken off every block.
  static let cost: Double = (0..<10_000).reduce(1) { least, _ in
    let start = threadSeconds
    return min(least, threadSeconds - start)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var now = timespec()
    clock_gettime(clock, &now)
    return Double(now.tv_sec) + 1e-9 * Double(now.tv_nsec)
  }
}

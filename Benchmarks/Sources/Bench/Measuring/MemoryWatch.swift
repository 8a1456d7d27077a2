import Foundation
import Synchronization

/// Looks every few milliseconds at how much memory a program has had at most.
///
/// What the system tells when a program has ended counts what its parent had when it was born.
final class MemoryWatch: Sendable {
  private static let milliseconds: UInt32 = 5

  private let bytes = Mutex(0.0)
  private let isOver = Atomic(false)

  /// Watches a process.
  init(_ process: pid_t) {
    DispatchQueue.global().async { [self] in
      while !isOver.load(ordering: .relaxed) {
        if let most = Self.mostBytes(process) { bytes.withLock { $0 = max($0, most) } }
        usleep(Self.milliseconds * 1_000)
      }
    }
  }

  /// The most that was seen, in bytes; nothing is looked at from here on.
  func finish() -> Double {
    isOver.store(true, ordering: .relaxed)
    return bytes.withLock { $0 }
  }

  /// The high-water mark in the system's account of a process: "VmHWM:  12345 kB".
  private static func mostBytes(_ process: pid_t) -> Double? {
    let account = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = account?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
      .map { $0 * 1_024 }
  }
}

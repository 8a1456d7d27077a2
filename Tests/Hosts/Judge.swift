import Foundation
import Support

/// Who watches what a plugin does in a host of ours: a way to build the host and to run it.
enum Judge: CaseIterable {
  /// Counts calls of allocators and locks inside run(); the kernel forbids system calls there.
  case counter
  /// RealtimeSanitizer.
  case realtime
  /// RealtimeSanitizer, while other threads save, restore, work, and change the library.
  case realtimeAmongThreads
  /// Valgrind, of memory: what is outside, never set or never freed.
  case valgrind
  /// Valgrind, of locks: what threads touch at once, in FFTW above all.
  case helgrind
  /// AddressSanitizer and LeakSanitizer, and UndefinedBehaviorSanitizer for what is C.
  case address
  /// ThreadSanitizer: what two threads touch at once.
  case threads

  /// The sanitizer that the plugin has to be built with, too; nil where it is judged as it ships.
  var sanitizer: SanitizedPlugin? {
    switch self {
    case .counter, .realtime, .realtimeAmongThreads, .valgrind, .helgrind: nil
    case .address: .address
    case .threads: .threads
    }
  }

  /// The name of the host's source.
  var source: String {
    switch self {
    case .counter, .realtime, .valgrind, .address: "realtime_host.c"
    case .realtimeAmongThreads, .helgrind, .threads: "threaded_host.c"
    }
  }

  /// What the host's compiler is told.
  func hostFlags(clang: URL) -> [String] {
    switch self {
    case .counter: ["-DCOUNT", "-rdynamic"]
    case .realtime, .realtimeAmongThreads: ["-DRTSAN", "-fsanitize=realtime"]
    case .valgrind, .helgrind: []
    case .address: ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
    case .threads: Self.threadFlags(clang: clang)
    }
  }

  /// ThreadSanitizer as the toolchain has it knows Dispatch; and the plugin calls functions of the
  /// sanitizer that C does not, which the host has to show.
  private static func threadFlags(clang: URL) -> [String] {
    let libraries = clang.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "lib/swift/linux").path
    return [
      "-fsanitize=thread", "-Wl,--export-dynamic-symbol=__tsan_*", "-L\(libraries)",
      "-Wl,-rpath,\(libraries)", "-ldispatch", "-lBlocksRuntime",
    ]
  }

  /// What runs the host, where it does not run by itself.
  var launcher: [String] {
    switch self {
    case .counter, .realtime, .realtimeAmongThreads, .address, .threads: []
    case .valgrind:
      Valgrind.memory + ["--leak-check=full", "--errors-for-leak-kinds=definite"]
    case .helgrind: Valgrind.threads
    }
  }

  /// How much it watches: a little of everything, or in deep checks every rate with every preset where
  /// that is done in half a minute.
  var extent: FuzzHost.Extent {
    let rates = isDeepCheck ? FuzzHost.everyRate : [48_000, 44_100, 96_000]
    let (instances, blocks, longestFrames) =
      switch self {
      case .counter: isDeepCheck ? (44, 40, 65_536) : (4, 60, 65_536)
      case .realtime: isDeepCheck ? (FuzzHost.everyPair, 40, 65_536) : (4, 60, 65_536)
      case .realtimeAmongThreads: isDeepCheck ? (11, 200, 8_192) : (4, 60, 8_192)
      case .valgrind: isDeepCheck ? (11, 14, 8_192) : (4, 12, 1_000)
      case .helgrind: isDeepCheck ? (4, 40, 2_048) : (2, 8, 512)
      case .address: (FuzzHost.everyPair, 40, 65_536)
      case .threads: (11, 60, 2_048)
      }
    return .init(
      instances: instances, blocks: blocks, longestFrames: longestFrames, rates: rates)
  }

  /// The faults of `faulty_plugin.c`, by number.
  enum Fault: Int, CaseIterable {
    case none, allocates, asksKernel, overruns, leavesNaN, leaks, asksUnset, overflows, races
  }

  /// Whether the judge is there to see a fault.
  func sees(_ fault: Fault) -> Bool {
    switch fault {
    case .none: false
    case .allocates, .asksKernel: [.counter, .realtime, .realtimeAmongThreads].contains(self)
    case .overruns, .leaks: [.valgrind, .address].contains(self)
    case .leavesNaN: true
    case .asksUnset: self == .valgrind
    case .overflows: self == .address
    case .races: [.helgrind, .threads].contains(self)
    }
  }
}

import AuralMind
import Foundation
import Support
import Testing

/// What the shipped binary does inside run(), watched by three different judges; and what the
/// judges say of plugins that are known to be faulty.
@Suite struct RealtimeSafety {
  /// A way to build the host and to run it.
  enum Judge: CaseIterable {
    /// Counts calls of allocators and locks; the kernel forbids system calls.
    case counter
    /// RealtimeSanitizer.
    case sanitizer
    /// Memory: what is outside, never set or never freed.
    case valgrind

    fileprivate var flags: [String] {
      switch self {
      case .counter: ["-DCOUNT", "-rdynamic"]
      case .sanitizer: ["-DRTSAN", "-fsanitize=realtime"]
      case .valgrind: []
      }
    }

    fileprivate var launcher: [String] {
      switch self {
      case .counter, .sanitizer: []
      case .valgrind:
        [
          "valgrind", "-q", "--error-exitcode=9", "--leak-check=full",
          "--errors-for-leak-kinds=definite",
          "--suppressions=\(RealtimeSafety.folder.appending(path: "valgrind.supp").path)",
        ]
      }
    }
  }

  /// The faults of `faulty_plugin.c`, by number.
  enum Fault: Int, CaseIterable {
    case none, allocates, asksKernel, overruns, leavesNaN, leaks

    /// Whether a judge is there to see it.
    fileprivate func isSeen(by judge: Judge) -> Bool {
      switch self {
      case .none: false
      case .allocates, .asksKernel: judge != .valgrind
      case .overruns, .leaks: judge == .valgrind
      case .leavesNaN: true
      }
    }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private let isDeep = ProcessInfo.processInfo.environment["AURALMIND_DEEP"] == "1"

  /// The table of ports as `realtime_host` reads it.
  private var ports: [String] {
    Control.allCases.map { control in
      let kind =
        switch control.kind {
        case .audioInput: "I"
        case .audioOutput: "O"
        case .eventInput: "E"
        case .eventOutput: "e"
        case .input: "C"
        case .output: "c"
        }
      let range = control.range
      return "\(kind):\(range.lowest):\(range.highest):\(range.initial)"
    }
  }

  private func compile(_ source: String, to output: URL, _ flags: [String]) throws {
    let build = try Command(
      try Toolchain.clang().path,
      ["-O1", "-gdwarf-4", "-fuse-ld=lld", Self.folder.appending(path: source).path]
        + ["-o", output.path, "-lm", "-ldl"] + flags)
    #expect(build.status == 0, "\(build.log)")
  }

  private func run(_ judge: Judge, host: URL, plugin: URL, seed: Int, blocks: Int) throws -> Command
  {
    let command = judge.launcher + [host.path, plugin.path, "\(seed)", "\(blocks)"]
    return try ShippedBundle.withScratchFolder { library in
      // Two curves and a text that is none; the fourth file is missing.
      for (slot, text) in ["20 0\n20000 -30\n", "20 0\n200 3\n20000 -40\n", "none"].enumerated() {
        try Data(text.utf8).write(to: library.appending(path: "0\(slot + 1).amprofile"))
      }
      return try Command(
        command[0], Array(command.dropFirst()) + ports,
        environment: ["AURALMIND_PROFILES": library.path])
    }
  }

  @Test(arguments: Judge.allCases)
  func `nothing is found in the plugin that ships`(judge: Judge) throws {
    try ShippedBundle.withScratchFolder { scratch in
      let host = scratch.appending(path: "realtime_host")
      try compile("realtime_host.c", to: host, judge.flags)
      let blocks = judge == .valgrind ? 60 : 1_500
      for seed in 1...(isDeep ? 6 : 1) {
        let result = try run(
          judge, host: host, plugin: try ShippedBundle.binary(), seed: seed, blocks: blocks)
        #expect(result.status == 0, "\(result.log)")
        #expect(result.output.contains("nothing found"), "\(result.log)")
      }
    }
  }

  @Test(arguments: Judge.allCases)
  func `every judge sees the faults that are its business`(judge: Judge) throws {
    try ShippedBundle.withScratchFolder { scratch in
      let host = scratch.appending(path: "realtime_host")
      try compile("realtime_host.c", to: host, judge.flags)
      for fault in Fault.allCases {
        let plugin = scratch.appending(path: "faulty-\(fault.rawValue).so")
        try compile(
          "faulty_plugin.c", to: plugin, ["-shared", "-fPIC", "-DFAULT=\(fault.rawValue)"])
        let result = try run(judge, host: host, plugin: plugin, seed: 1, blocks: 60)
        #expect((result.status != 0) == fault.isSeen(by: judge), "\(fault): \(result.log)")
      }
    }
  }
}

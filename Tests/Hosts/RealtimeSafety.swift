import AuralMind
import Foundation
import Support
import Testing

/// What the shipped binary does inside run(), watched by three different judges.
@Suite struct RealtimeSafety {
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

  private let isDeep = ProcessInfo.processInfo.environment["AURALMIND_DEEP"] == "1"
  private let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// Builds the host with `flags`, runs it through `launcher` and expects it to find nothing.
  private func expectNothingFound(
    flags: [String], launcher: [String] = [], blocks: Int, seeds: ClosedRange<Int>
  ) throws {
    try ShippedBundle.withScratchFolder { scratch in
      let host = scratch.appending(path: "realtime_host").path
      let source = folder.appending(path: "realtime_host.c").path
      let build = try Command(
        try Toolchain.clang().path,
        ["-O1", "-gdwarf-4", "-fuse-ld=lld", source, "-o", host, "-lm", "-ldl"] + flags)
      #expect(build.status == 0, "\(build.log)")
      for seed in seeds {
        let command = launcher + [host, try ShippedBundle.binary().path, "\(seed)", "\(blocks)"]
        let run = try Command(command[0], Array(command.dropFirst()) + ports)
        #expect(run.status == 0, "\(run.log)")
        #expect(run.output.contains("nothing found"), "\(run.log)")
      }
    }
  }

  @Test func `allocates nothing, locks nothing and asks the kernel for nothing`() throws {
    try expectNothingFound(
      flags: ["-DCOUNT", "-rdynamic"], blocks: 1_500, seeds: 1...(isDeep ? 10 : 1))
  }

  @Test func `RealtimeSanitizer finds nothing`() throws {
    try expectNothingFound(
      flags: ["-DRTSAN", "-fsanitize=realtime"], blocks: 1_500, seeds: 1...(isDeep ? 10 : 1))
  }

  @Test func `valgrind finds no access beyond memory, no use of what was never set and no leak`()
    throws
  {
    try expectNothingFound(
      flags: [],
      launcher: [
        "valgrind", "-q", "--error-exitcode=9", "--leak-check=full",
        "--errors-for-leak-kinds=definite",
        "--suppressions=\(folder.appending(path: "valgrind.supp").path)",
      ], blocks: isDeep ? 600 : 60, seeds: 1...1)
  }
}

import AuralMind
import Foundation
import Support
import Testing

/// What the shipped binary does inside run() and with memory; and what every judge says of plugins
/// that are known to be faulty.
@Suite struct RealtimeSafety {
  @Test(arguments: Judge.allCases.filter { $0.sanitizer == nil })
  func `nothing is found in the plugin that ships`(judge: Judge) throws {
    try ShippedBundle.withScratchFolder { scratch in
      let host = try FuzzHost(for: judge, in: scratch)
      let plugin = try ShippedBundle.binary()
      for seed in 1...(isDeepCheck ? 2 : 1) {
        let result = try host.play(plugin, seed: seed, judge.extent)
        #expect(result.status == 0, "\(result.log)")
        #expect(result.output.contains("nothing found"), "\(result.log)")
      }
    }
  }

  // Helgrind takes its time.
  @Test(arguments: Judge.allCases.filter { isDeepCheck || $0 != .helgrind })
  func `every judge sees the faults that are its business`(judge: Judge) throws {
    try ShippedBundle.withScratchFolder { scratch in
      let host = try FuzzHost(for: judge, in: scratch)
      let flags = judge.sanitizer == nil ? [] : judge.hostFlags(clang: try Toolchain.clang())
      for fault in Judge.Fault.allCases {
        let plugin = scratch.appending(path: "faulty-\(fault.rawValue).so")
        try FuzzHost.compile(
          "faulty_plugin.c", to: plugin, ["-shared", "-fPIC", "-DFAULT=\(fault.rawValue)"] + flags)
        let result = try host.play(
          plugin, seed: 1, .init(instances: 2, blocks: 30, longestFrames: 2_048))
        #expect((result.status != 0) == judge.sees(fault), "\(fault): \(result.log)")
      }
    }
  }
}

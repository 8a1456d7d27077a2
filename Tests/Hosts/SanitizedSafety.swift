import Foundation
import Support
import Testing

/// What sanitizers find in the code that ships, built with them inside.
@Suite(.enabled(if: isDeepCheck)) struct SanitizedSafety {
  @Test(arguments: Judge.allCases.filter { $0.sanitizer != nil })
  func `nothing is found in the plugin with a sanitizer inside`(judge: Judge) throws {
    try ShippedBundle.withScratchFolder { scratch in
      let plugin = try #require(judge.sanitizer).build(into: scratch)
      let host = try FuzzHost(for: judge, in: scratch)
      let result = try host.play(plugin, seed: 1, judge.extent)
      #expect(result.status == 0, "\(result.log)")
      #expect(result.output.contains("nothing found"), "\(result.log)")
    }
  }
}

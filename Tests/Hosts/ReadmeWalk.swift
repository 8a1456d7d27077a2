import Foundation
import Support
import Testing

/// The way from three songs to a matched mix, as the README tells it.
@Suite struct ReadmeWalk {
  @Test func `every command of the section on references runs as it is written`() throws {
    let tool = ShippedBundle.projectRoot.appending(path: ".build/release/auralmind")
    let commands = try commands(under: "## References")
    #expect(commands.count >= 5)
    try ShippedBundle.withScratchFolder { scratch in
      try ShippedBundle.withSearchPath { bundles in
        let environment = [
          "PATH": tool.deletingLastPathComponent().path + ":/usr/bin:/bin",
          "LV2_PATH": bundles.path, "AURALMIND_PROFILES": scratch.appending(path: "library").path,
        ]
        func run(_ line: String) throws {
          let done = try Command("bash", ["-c", line], environment: environment, in: scratch)
          #expect(done.status == 0, "\(line): \(done.log)")
        }
        // The songs share the mix's music in other balances, so that what is expected is known.
        try run("auralmind demo mix.wav --seconds 24 --bits 32f")
        for (name, warmth) in [("first", 60), ("second", 80), ("third", 100)] {
          try run(
            "auralmind render mix.wav -o \(name).wav --preset transparent --set warmth=\(warmth)")
        }
        for command in commands { try run(command) }
        let levels = try ["mix", "first", "third", "matched", "master"].map {
          try brightness(scratch.appending(path: "\($0).wav"))
        }
        // What is matched comes most of the way to the songs; what the stages after the match EQ add,
        // air in a chorus above all, is the rest.
        let songs = (levels[1] + levels[2]) / 2
        let way = levels[0] - songs
        #expect(way > 2)
        for level in levels[3...] { #expect(abs(level - songs) < 0.45 * way, "\(levels)") }
      }
    }
  }

  /// The commands of a section of the README, in their order.
  private func commands(under heading: String) throws -> [String] {
    let file = ShippedBundle.projectRoot.appending(path: "README.md")
    let lines = try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0 == heading })
    let section = lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
    return section.filter { $0.hasPrefix("    auralmind ") || $0.hasPrefix("    lv2file ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The power of the changes from frame to frame beside the power itself, in dB.
  private func brightness(_ file: URL) throws -> Double {
    let samples = try FloatWAV(contentsOf: file).samples
    var changes = 0.0
    var power = 0.0
    for i in 2..<samples.count {
      let change = samples[i] - samples[i - 2]
      changes += Double(change * change)
      power += Double(samples[i] * samples[i])
    }
    return 10 * log10(changes / power)
  }
}

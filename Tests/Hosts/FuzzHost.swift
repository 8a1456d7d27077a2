import AuralMind
import AuralMindTurtle
import Foundation
import Support
import Testing

/// A host of ours that plays a plugin by chance while a judge watches.
struct FuzzHost {
  /// How much is played.
  struct Extent {
    /// Instances one after the other; each takes the next rate and the next factory preset.
    var instances: Int
    /// Blocks of each.
    var blocks: Int
    /// The longest block, in frames.
    var longestFrames: Int
    /// Sample rates, in Hz.
    var rates = [48_000]
  }

  /// Every rate that a host is known to have, in Hz.
  static let everyRate = [
    8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000, 384_000,
  ]

  /// As many instances as bring every rate together with every factory preset.
  static let everyPair = everyRate.count * FactoryPreset.all.count

  private let judge: Judge
  private let program: URL

  /// Builds the host in `folder`.
  init(for judge: Judge, in folder: URL) throws {
    self.judge = judge
    program = folder.appending(path: "host-\(judge)")
    try Self.compile(
      judge.source, to: program, judge.hostFlags(clang: try Toolchain.clang()))
  }

  /// Compiles a C file of this folder.
  static func compile(_ source: String, to output: URL, _ flags: [String]) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let build = try Command(
      try Toolchain.clang().path,
      ["-O1", "-gdwarf-4", "-fuse-ld=lld", folder.appending(path: source).path]
        + ["-o", output.path, "-lm", "-ldl"] + flags)
    #expect(build.status == 0, "\(build.log)")
  }

  /// Plays a plugin; status 0 where the judge had nothing to say.
  func play(
    _ plugin: URL, seed: Int, _ extent: Extent, environment: [String: String] = [:]
  ) throws -> Command {
    let rates = extent.rates.map { "\($0)" }.joined(separator: ",")
    let command =
      judge.launcher + [program.path, plugin.path, "\(seed)", "\(extent.instances)"]
      + ["\(extent.blocks)", "\(extent.longestFrames)", rates] + Self.ports + Self.presets
    return try FuzzLibrary.withFolder { library in
      try Command(
        command[0], Array(command.dropFirst()),
        environment: environment.merging(["AURALMIND_PROFILES": library.path]) { $1 })
    }
  }

  /// The table of ports as the hosts read it.
  private static var ports: [String] {
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

  /// The factory presets as they read them.
  private static var presets: [String] {
    FactoryPreset.all.map { preset in
      "=" + preset.values.map { "\($0.control.rawValue):\($0.value)" }.joined(separator: ",")
    }
  }
}

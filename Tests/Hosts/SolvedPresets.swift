import AuralMind
import AuralMindTurtle
import Foundation
import Support
import Testing

/// What `auralmind solve --save-preset` saves, a host that loads it renders.
@Suite struct SolvedPresets {
  private static let tool =
    ShippedBundle.projectRoot.appending(path: ".build/release/auralmind").path

  /// The latency of linear phase, the longest, in frames.
  private static let latencyFrames = MasteringChain(sampleRate: 48_000).latencyFrames

  /// A mix with its reference, a slot and silence for the latency, in a folder that is a search path.
  private func withStudio(_ body: (URL) throws -> Void) throws {
    try ShippedBundle.withSearchPath { folder in
      try run("demo", "mix.wav", "--seconds", "20", "--bits", "32f", in: folder)
      var mix = try FloatWAV(contentsOf: folder.appending(path: "mix.wav"))
      mix.samples += [Float](repeating: 0, count: 2 * Self.latencyFrames)
      try mix.write(to: folder.appending(path: "mix.wav"))
      try FloatWAV(rate: 48_000, noise: 96_000).write(to: folder.appending(path: "record.wav"))
      try run("capture", "record.wav", "--slot", "16", in: folder)
      try body(folder)
    }
  }

  @discardableResult
  private func run(_ arguments: String..., in folder: URL) throws -> Command {
    let library = folder.appending(path: "library").path
    let result = try Command(
      Self.tool, arguments, environment: ["AURALMIND_PROFILES": library], in: folder)
    try #require(result.status == 0, "\(result.log)")
    return result
  }

  /// Runs a program of LV2 on the folder, with a library of nothing.
  private func host(_ name: String, _ arguments: [String], in folder: URL) throws -> Command {
    try Command(
      name, arguments,
      environment: [
        "LV2_PATH": "\(folder.path):/usr/lib/lv2",
        "AURALMIND_PROFILES": folder.appending(path: "nothing").path,
      ], in: folder)
  }

  private func integratedLUFS(_ name: String, in folder: URL) throws -> Double {
    let text = try run("measure", name, "--json", in: folder).output
    let list = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    return try #require(list?.first?["integrated_lufs"] as? Double)
  }

  /// Names, and what they are solved with: nothing, a reference, the slot that the mix would go into.
  private static let cases = [
    ("plain", [String]()),
    ("Für “Zoë”: \"night\" \\ drive\n2", ["--reference", "record.wav", "--match", "100"]),
    ("By slot", ["--reference", "slot:16", "--delivery", "streaming", "--phase", "minimum"]),
    ("Two", ["--reference", "slot:16", "--reference", "record.wav", "--match-smoothing", "0.5"]),
  ]

  @Test(arguments: isDeepCheck ? cases : [cases[1], cases[3]])
  func `lv2file -P renders the solved bits, later by the latency, wherever the reference has gone`(
    name: String, options: [String]
  ) throws {
    try withStudio { folder in
      let solve = try Command(
        Self.tool,
        ["solve", "mix.wav", "--save-preset", name, "--preset-folder", ".", "--json"] + options,
        environment: ["AURALMIND_PROFILES": folder.appending(path: "library").path], in: folder)
      #expect(solve.status == 0, "\(solve.log)")
      let figures = try #require(
        try JSONSerialization.jsonObject(with: Data(solve.output.utf8)) as? [String: Any])
      let gain = try #require(figures["governor_gain_db"] as? Double)
      let after = try #require(figures["after"] as? [String: Any])
      let solved = try #require(after["integrated_lufs"] as? Double)
      let held = ["--set", "governor=hold", "--set", String(format: "governor_gain=%.3f", gain)]
      let render = try Command(
        Self.tool,
        ["render", "mix.wav", "-o", "out.wav", "--source", "mix.wav"] + held + options,
        environment: ["AURALMIND_PROFILES": folder.appending(path: "library").path], in: folder)
      #expect(render.status == 0, "\(render.log)")
      for gone in ["record.wav", "library"] {
        try FileManager.default.removeItem(at: folder.appending(path: gone))
      }

      let list = try host("lv2info", [Turtle.pluginURI], in: folder)
      #expect(list.output.contains(name), "\(list.errors)")
      let hosting = try host(
        "lv2file",
        [
          "-i", "mix.wav", "-o", "hosted.wav", "-P", name, "--ignore-clipping", Turtle.pluginURI,
        ], in: folder)
      #expect(hosting.status == 0, "\(hosting.log)")
      #expect(abs(try integratedLUFS("hosted.wav", in: folder) - solved) <= 0.1)

      var chain = MasteringChain(sampleRate: 48_000)
      if options.contains("minimum") { chain.settings.phase = .minimum }
      chain.restart()
      let latency = chain.latencyFrames
      let rendered = try FloatWAV(contentsOf: folder.appending(path: "out.wav"))
      let late = try FloatWAV(contentsOf: folder.appending(path: "hosted.wav")).samples
        .dropFirst(2 * latency)
      let expected = rendered.samples.dropLast(2 * latency)
      #expect(late.contains { abs($0) > 0.1 })
      #expect(late.elementsEqual(expected) { $0.bitPattern == $1.bitPattern })
    }
  }
}

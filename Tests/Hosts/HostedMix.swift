import AuralMind
import Foundation
import Support
import Testing

/// A mix that is given to a host and to the command line, in a folder where both find all they need.
struct HostedMix {
  /// A port and the value it is set to.
  typealias Value = (control: Control, value: Float)

  /// Values at which every stage is at work and the governor keeps still.
  static let held: [Value] = [
    (.preset, Float(Preset.club.rawValue)), (.governor, Float(GovernorMode.hold.rawValue)),
    (.governorGain, 6), (.highpass, 30), (.warmth, 30),
  ]

  /// The plugin's name.
  static let plugin = "urn:auralmind:mastering"

  /// The sample rate, in Hz.
  static let rate = 48_000

  /// The latency in linear phase, in frames.
  static let latencyFrames = MasteringChain(sampleRate: Double(rate)).latencyFrames

  /// Where everything is; also a search path on which the plugin is found.
  let folder: URL

  /// Calls `body` with a mix of so many seconds, which goes afterwards.
  static func with(seconds: Int, _ body: (HostedMix) throws -> Void) throws {
    try ShippedBundle.withSearchPath { folder in
      let mix = HostedMix(folder: folder)
      try FileManager.default.createDirectory(
        at: mix.file("home"), withIntermediateDirectories: true)
      try mix.tool("demo", "mix.wav", "--seconds", "\(seconds)", "--bits", "32f")
      try body(mix)
    }
  }

  /// A file in the folder.
  func file(_ name: String) -> URL { folder.appending(path: name) }

  /// The samples of a file in the folder.
  func samples(_ name: String) throws -> [Float] { try FloatWAV(contentsOf: file(name)).samples }

  /// Runs the command line, which has to end well.
  @discardableResult
  func tool(_ arguments: String...) throws -> Command { try tool(arguments) }

  /// Runs the command line, which has to end well.
  @discardableResult
  func tool(_ arguments: [String]) throws -> Command {
    let program = ShippedBundle.projectRoot.appending(path: ".build/release/auralmind")
    let result = try Command(program.path, arguments, environment: environment, in: folder)
    try #require(result.status == 0, "\(arguments): \(result.log)")
    return result
  }

  /// What the command line makes of the mix at those values, with so many frames of silence ahead of
  /// it that are left out again.
  func rendered(
    _ values: [Value] = [], options: [String] = [], behind silentFrames: Int = 0
  ) throws -> [Float] {
    var sound = try FloatWAV(contentsOf: file("mix.wav"))
    sound.samples.insert(contentsOf: [Float](repeating: 0, count: 2 * silentFrames), at: 0)
    try sound.write(to: file("led.wav"))
    let sets = values.flatMap { ["--set", "\($0.control.symbol)=\($0.value)"] }
    try tool(["render", "led.wav", "-o", "rendered.wav"] + sets + options)
    return Array(try samples("rendered.wav").dropFirst(2 * silentFrames))
  }

  /// Runs a host to its end.
  func host(_ name: String, _ arguments: [String]) throws -> Command {
    try Command(name, arguments, environment: environment, in: folder)
  }

  /// What hosts and the command line are told: of the bundle, and of nothing that is the user's own.
  var environment: [String: String] {
    [
      "LV2_PATH": "\(folder.path):/usr/lib/lv2", "HOME": file("home").path,
      "XDG_CONFIG_HOME": file("home").path, "AURALMIND_PROFILES": file("library").path,
    ]
  }

  /// Expects of a host, which `master` runs on a mix of so many seconds and which writes `hosted.wav`, what
  /// the command line renders at the same values, later by the latency.
  static func expectSame(
    seconds: Int, _ values: [Value] = [], sourceLocation: SourceLocation = #_sourceLocation,
    master: (HostedMix, [Value]) throws -> Void
  ) throws {
    try with(seconds: seconds) { mix in
      try master(mix, values)
      try mix.expect(
        "hosted.wav", holds: try mix.rendered(values), sourceLocation: sourceLocation)
    }
  }

  /// Expects that a host wrote the rendered bits, later by so many frames, and that they are sound.
  func expect(
    _ name: String, holds rendered: [Float], laterBy frames: Int = latencyFrames,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let hosted = try samples(name)
    // Hosts that do not know of latency end with the input, and lose the end.
    let late = hosted.dropFirst(2 * frames)
    let expected = rendered.dropLast(2 * frames)
    #expect(hosted.count == rendered.count, sourceLocation: sourceLocation)
    let difference = zip(late, expected).enumerated().first {
      $0.element.0.bitPattern != $0.element.1.bitPattern
    }
    #expect(
      difference == nil, "from frame \((difference?.offset ?? 0) / 2)",
      sourceLocation: sourceLocation)
    #expect(late.contains { abs($0) > 0.1 }, sourceLocation: sourceLocation)
  }
}

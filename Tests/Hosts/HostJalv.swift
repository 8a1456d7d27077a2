import AuralMind
import Foundation
import Support
import Testing

/// jalv, which connects every port anew in every period, behind a JACK that has no sound card.
@Suite(.enabled(if: isDeepCheck), .serialized) struct HostJalv {
  /// What jalv makes of the mix, without the latency, and the latencies that JACK tells of its ports.
  private func play(
    _ mix: HostedMix, periodFrames: Int, _ arguments: [String]
  ) throws -> (hosted: [Float], latencies: [String]) {
    let server = try JackServer(mix, periodFrames: periodFrames)
    try server.startJalv(arguments)
    let latency = HostedMix.latencyFrames
    let sound =
      try mix.samples("mix.wav") + [Float](repeating: 0, count: 2 * latency)
    let tape = try JackTape(
      sound, server: server.name, into: ["jalv:in_l", "jalv:in_r"],
      from: ["jalv:out_l", "jalv:out_r"])
    let hosted = try tape.roll()
    let told = try server.ports("-l").matches(of: /latency = \[ (\d+) (\d+) \]/)
    return (Array(hosted.dropFirst(2 * latency)), told.flatMap { [String($0.1), String($0.2)] })
  }

  /// Periods are whole partitions of the match EQ: the mix begins where one begins, as in a file.
  @Test(arguments: [128, 256, 1_024])
  func `jalv plays what the command line renders, and JACK knows the latency`(
    periodFrames: Int
  ) throws {
    try HostedMix.with(seconds: 8) { mix in
      let controls = HostedMix.held.flatMap { ["-c", "\($0.control.symbol)=\($0.value)"] }
      let (hosted, latencies) = try play(
        mix, periodFrames: periodFrames, controls + [HostedMix.plugin])
      let isSame = hosted.elementsEqual(try mix.rendered(HostedMix.held)) {
        $0.bitPattern == $1.bitPattern
      }
      #expect(isSame)
      #expect(latencies.contains("\(HostedMix.latencyFrames)"), "\(latencies)")
    }
  }

  @Test func `jalv -l takes a folder of state, with all that a solved preset holds`() throws {
    try HostedMix.with(seconds: 8) { mix in
      let options = try mix.solved("Night drive")
      // The name under which jalv looks for it; lilv's own state is written alike.
      try FileManager.default.createDirectory(
        at: mix.file("state"), withIntermediateDirectories: true)
      try FileManager.default.moveItem(
        at: try mix.presetFolder().appending(path: "preset.ttl"), to: mix.file("state/state.ttl"))
      let (hosted, _) = try play(
        mix, periodFrames: 256, ["-l", mix.file("state").path, HostedMix.plugin])
      let isSame = hosted.elementsEqual(try mix.rendered(options: options)) {
        $0.bitPattern == $1.bitPattern
      }
      #expect(isSame)
    }
  }
}

import AuralMind
import Foundation
import Support
import Testing

/// Ardour 7, which compensates latency, tells the transport and freewheels while it exports.
@Suite(.enabled(if: isDeepCheck), .serialized) struct HostArdour {
  @Test(arguments: [HostedMix.held, []])
  func `an export is what the command line renders, from the first frame to the last`(
    values: [HostedMix.Value]
  ) throws {
    try HostedMix.with(seconds: 12) { mix in
      let session = try ArdourSession(mix, values: values)
      try expectExport(of: session, mix) { try mix.rendered(values, behind: $0) }
    }
  }

  @Test func `a solved preset exports the solved bits, when its profiles have gone, too`() throws {
    try HostedMix.with(seconds: 12) { mix in
      let options = try mix.solved("Night drive")
      let session = try ArdourSession(mix, preset: "Night drive")
      // From here on the session alone has the profiles.
      try FileManager.default.removeItem(at: try mix.presetFolder())
      try expectExport(of: session, mix) { try mix.rendered(options: options, behind: $0) }
      try session.saveAgain()
      try expectExport(of: session, mix) { try mix.rendered(options: options, behind: $0) }
    }
  }

  @Test func `what playing taught is in the session, and in every export from it`() throws {
    try HostedMix.with(seconds: 16) { mix in
      try mix.tool("demo", "other.wav", "--seconds", "10")
      try mix.tool("render", "other.wav", "-o", "record.wav", "--set", "warmth=-60")
      try mix.tool("capture", "record.wav", "--slot", "3")
      let values: [HostedMix.Value] = [(.reference, 3), (.match, 100), (.delivery, 1)]
      let session = try ArdourSession(mix, values: values)
      let unlearned = try mix.rendered(values)
      try session.play(seconds: 14)
      // The session has the profile; the library is not needed any more.
      try FileManager.default.removeItem(at: mix.file("library"))
      let again = try session.copied()
      try again.saveAgain()
      try session.export("first.wav")
      let first = try mix.samples("first.wav")
      #expect(first != unlearned)
      #expect(first.count == unlearned.count)
      try again.export("second.wav")
      // Where the pre-roll of one was another, one export more of each has the same again.
      for _ in 0..<4 where try mix.samples("first.wav") != mix.samples("second.wav") {
        try session.export("first.wav")
        try again.export("second.wav")
      }
      try mix.expect("second.wav", holds: try mix.samples("first.wav"), laterBy: 0)
      // What was learned is what keeps the export at its target from the first bar.
      let figures = try mix.tool("measure", "second.wav", "--json").output
      let list = try JSONSerialization.jsonObject(with: Data(figures.utf8)) as? [[String: Any]]
      let loudness = try #require(list?.first?["integrated_lufs"] as? Double)
      #expect(abs(loudness + 14) < 0.5)
    }
  }

  /// Expects an export to have the bits that the command line renders of the mix, from the first frame to the
  /// last, begun where Ardour has begun it.
  ///
  /// Ardour's pre-roll is as a rule whole partitions of the match EQ, and under load now and then 16
  /// frames less. A partition and the chain's own grid then lie as if so much silence were ahead. Under load
  /// an export was seen, too, that begins with silence where the mix does not, as if the disk had been late:
  /// such a one, and no other that differs, is asked for again.
  private func expectExport(
    of session: ArdourSession, _ mix: HostedMix, rendered: (_ silentFrames: Int) throws -> [Float]
  ) throws {
    let leads = [0] + stride(from: 112, to: 0, by: -16)
    var expected: [Int: [Float]] = [:]
    for _ in 0..<4 {
      try session.export("hosted.wav")
      let hosted = try mix.samples("hosted.wav")
      for lead in leads {
        let samples = try expected[lead] ?? rendered(lead)
        expected[lead] = samples
        if hosted.elementsEqual(samples, by: { $0.bitPattern == $1.bitPattern }) { return }
      }
      guard hosted.first == 0, expected[0]?.first != 0 else { break }
    }
    try mix.expect("hosted.wav", holds: try rendered(0), laterBy: 0)
  }
}

import AuralMind
import Support
import Testing

/// lv2apply, which offers no feature at all, runs frame by frame, and gives event ports 4 bytes.
@Suite struct HostLV2Apply {
  @Test(arguments: [HostedMix.held, []])
  func `lv2apply writes what the command line renders, later by the latency`(
    values: [HostedMix.Value]
  ) throws {
    try HostedMix.with(seconds: 8) { mix in
      let controls = values.flatMap { ["-c", "\($0.control.symbol)", "\($0.value)"] }
      let run = try mix.host(
        "lv2apply", ["-i", "mix.wav", "-o", "hosted.wav"] + controls + [HostedMix.plugin])
      #expect(run.status == 0, "\(run.log)")
      try mix.expect("hosted.wav", holds: try mix.rendered(values))
    }
  }
}

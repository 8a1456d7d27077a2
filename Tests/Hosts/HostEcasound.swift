import AuralMind
import Support
import Testing

/// ecasound, which offers no feature, makes the plugin twice, and leaves event ports unconnected.
@Suite(.enabled(if: isDeepCheck)) struct HostEcasound {
  @Test(arguments: [64, 100, 1_024])
  func `ecasound writes what the command line renders, later by the latency`(block: Int) throws {
    try HostedMix.expectSame(seconds: 12, HostedMix.held) { try master($0, block: block, $1) }
  }

  @Test func `what Learn hears in ecasound it hears on the command line`() throws {
    try HostedMix.expectSame(seconds: 12) { try master($0, block: 256, $1) }
  }

  private func master(_ mix: HostedMix, block: Int, _ values: [HostedMix.Value]) throws {
    // Every control input is given, by its place: those left out would be 0 and not as they begin.
    let controls = Control.allCases.filter { $0.kind == .input }.map { control in
      let value = values.first { $0.control == control }?.value ?? control.range.initial
      return "\(value)"
    }
    let run = try mix.host(
      "ecasound",
      [
        "-q", "-f:f32_le,2,\(HostedMix.rate)", "-i", "mix.wav", "-o", "hosted.wav", "-b:\(block)",
        "-elv2:" + ([HostedMix.plugin] + controls).joined(separator: ","),
      ])
    #expect(run.status == 0, "\(run.log)")
  }
}

import AuralMind
import Foundation
import Support
import Testing

/// ffmpeg, which runs plugins in place as a filter of its own.
@Suite struct HostFFmpeg {
  @Test(arguments: [64, 4_096])
  func `ffmpeg writes what the command line renders, later by the latency`(block: Int) throws {
    try HostedMix.expectSame(seconds: 8, HostedMix.held) { try filter($0, block: block, $1) }
  }

  @Test func `what Learn hears in ffmpeg it hears on the command line`() throws {
    try HostedMix.expectSame(seconds: 12) { try filter($0, block: 1_000, $1) }
  }

  private func filter(_ mix: HostedMix, block: Int, _ values: [HostedMix.Value]) throws {
    // Colons end an option, inside an option of a filter twice.
    let plugin = HostedMix.plugin.replacing(":", with: #"\\:"#)
    let controls = values.map { "\($0.control.symbol)=\($0.value)" }.joined(separator: "|")
    let filter = "lv2=p=\(plugin)" + (values.isEmpty ? "" : ":c=\(controls)")
    let run = try mix.host(
      "ffmpeg",
      [
        "-v", "error", "-i", "mix.wav", "-af", "asetnsamples=n=\(block):p=0,\(filter)",
        "-c:a", "pcm_f32le", "hosted.wav",
      ])
    #expect(run.status == 0, "\(run.log)")
  }
}

import Foundation
import Support
import Testing

/// The shipped plugin on a processor without wide vectors, which an emulator stands in for.
@Suite(.enabled(if: isDeepCheck)) struct OlderProcessor {
  /// The processor of 2008: it has SSE 4.2, and neither AVX nor fused multiplication.
  private static let nehalem = ["qemu-x86_64", "-cpu", "Nehalem"]

  /// What lv2file makes of the same sound on that processor and on this one.
  private func sound(_ settings: String) throws -> (older: [Float], here: [Float]) {
    try ShippedBundle.withScratchFolder { scratch in
      let input = scratch.appending(path: "in.wav")
      try FloatWAV(rate: 48_000, noise: 48_000 * 2).write(to: input)
      let outputs = try [Self.nehalem, ["env"]].enumerated().map { number, machine in
        let output = scratch.appending(path: "out-\(number).wav")
        let done = try ShippedBundle.withSearchPath { path in
          try Command(
            machine[0],
            machine.dropFirst() + [
              "/usr/bin/lv2file", "-i", input.path, "-o", output.path, "-p", settings,
              "--ignore-clipping", "urn:auralmind:mastering",
            ], environment: ["LV2_PATH": path.path])
        }
        #expect(done.status == 0, "\(done.log)")
        return try FloatWAV(contentsOf: output).samples
      }
      #expect(outputs[1].contains { abs($0) > 0.1 })
      return (outputs[0], outputs[1])
    }
  }

  @Test func `gets the same bits, as wide vectors do the same in the same order`() throws {
    let (older, here) = try sound("preset:0,match:0,governor:1,governor_gain:12")
    let isSame = older.map(\.bitPattern) == here.map(\.bitPattern)
    #expect(isSame)
  }

  @Test func `gets the same sound where FFTW takes part, which rounds as the processor suits it`()
    throws
  {
    let (older, here) = try sound("preset:4,governor:1,governor_gain:12")
    let apart = zip(older, here).map { abs($0 - $1) }.max() ?? .infinity
    // −110 dB: below the last bit of 16, and far above the rounding of a Fourier transform.
    #expect(apart < 3.2e-6)
  }
}

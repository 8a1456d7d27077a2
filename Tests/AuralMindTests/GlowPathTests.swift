import AuralDSP
import Support
import Testing

@testable import AuralMind

/// How the glow comes, goes and keeps out of what is not its own.
@Suite struct GlowPathTests {
  private func bits(_ signal: some Sequence<Frame>) -> [SIMD2<UInt32>] {
    signal.map { SIMD2($0.x.bitPattern, $0.y.bitPattern) }
  }

  @Test func `at 0 %, and where a preset asks for none, the output is the input to the last bit`() {
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000)
    let probes = [
      GlowProbe(amountPercent: { _ in 0 }), GlowProbe(values: { _ in (0, 0.55) }),
      GlowProbe(values: { _ in (0.9, 0) }),
    ]
    for probe in probes {
      var stage = HarmonicGlow(sampleRate: 48_000)
      let output = probe.output(of: signal, stage: &stage)
      #expect(bits(output).elementsEqual(bits(signal)))
      #expect(!stage.isInPath)
    }
  }

  @Test func `back at 0 %, it is out of the path after 32 ms`() {
    let signal = pinkNoise(seconds: 0.2, sampleRate: 48_000)
    var stage = HarmonicGlow(sampleRate: 48_000)
    let output = GlowProbe(amountPercent: { $0 < 3_200 ? 100 : 0 })
      .output(of: signal, stage: &stage)
    let gone = 3_200 + 24 * 64
    #expect(bits(output[gone...]).elementsEqual(bits(signal[gone...])))
    #expect(!bits(output[..<3_200]).elementsEqual(bits(signal[..<3_200])))
    #expect(!stage.isInPath)
  }

  @Test func `side is not touched`() {
    let signal = whiteNoise(seconds: 0.5, sampleRate: 48_000)
    let output = GlowProbe(amountPercent: { _ in 200 }).output(of: signal)
    #expect(output.map(\.y.bitPattern).elementsEqual(signal.map(\.y.bitPattern)))
    #expect(!output.map(\.x).elementsEqual(signal.map(\.x)))
  }

  /// Every parameter jumps, each in its own time.
  private var restless: GlowProbe {
    GlowProbe(
      amountPercent: { [0, 200, 100, 0, 30, 200][$0 / 4_800 % 6] },
      values: { $0 / 3_200 % 2 == 0 ? (0.9, 0.55) : (0.7, 0.45) },
      balance: { GlowProbe.track(loudnessLUFS: [-18, -40, -9][$0 / 6_400 % 3]) })
  }

  @Test(arguments: [[1], [7, 0, 64], [512], [63, 1, 65]])
  func `the bits do not depend on how the sound is split`(blockLengths: [Int]) {
    let signal = pinkNoise(seconds: 1, sampleRate: 48_000)
    let split = restless.output(of: signal, blockLengths: blockLengths)
    #expect(bits(split).elementsEqual(bits(restless.output(of: signal))))
  }

  // The harmonics of the tones lie below 4.5 kHz; a step of the share would be heard above.
  @Test(arguments: [60.0, 400, 1_200])
  func `nothing clicks while everything jumps`(hertz: Double) {
    let tone = sine(hertz: hertz, amplitude: 0.5, seconds: 2, sampleRate: 48_000)
    let spectrum = Spectrum(left(restless.output(of: tone)), sampleRate: 48_000, length: 2_048)
    let high = spectrum.meanSquare(fromHertz: 4_500, toHertz: 24_000)
    #expect(decibels(power: high / 0.125) < -80)
  }

  @Test(arguments: [8_000.0, 11_025, 32_000, 48_000, 384_000])
  func `a burst of +40 dBFS is over within 50 ms, and silence is silent`(sampleRate: Double) {
    let quiet = sine(hertz: 1_000, amplitude: 0.1, seconds: 0.2, sampleRate: sampleRate)
    let noise = whiteNoise(amplitude: 100, seconds: 0.05, sampleRate: sampleRate)
    let calm = silence(seconds: 0.05, sampleRate: sampleRate)
    let probe = GlowProbe(amountPercent: { _ in 200 }, sampleRate: sampleRate)
    let output = probe.output(of: noise + quiet)
    #expect(output.allSatisfy { $0.x.isFinite && $0.x.magnitude < 110 })
    let undisturbed = probe.output(of: calm + quiet)
    let recovered = calm.count * 2
    for (a, b) in zip(output[recovered...], undisturbed[recovered...]) {
      #expect((a.x - b.x).magnitude < 1e-5)
    }
    #expect(probe.output(of: calm).allSatisfy { $0 == .zero })
  }

  @Test func `reset forgets and jumps to what is asked`() {
    let signal = pinkNoise(seconds: 0.1, sampleRate: 48_000, seed: 3)
    var used = HarmonicGlow(sampleRate: 48_000)
    _ = restless.output(of: whiteNoise(seconds: 0.3, sampleRate: 48_000), stage: &used)
    used.reset()
    let again = GlowProbe().output(of: signal, stage: &used)
    #expect(bits(again).elementsEqual(bits(GlowProbe().output(of: signal))))
  }
}

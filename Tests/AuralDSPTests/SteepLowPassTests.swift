import AuralDSP
import Support
import Testing

/// What keeps tones from where they must not go.
@Suite struct SteepLowPassTests {
  private func gainDecibels(hertz: Double, cutoffHertz: Double, sampleRate: Double) -> Double {
    var filter = SteepLowPass(cutoffHertz: cutoffHertz, sampleRate: sampleRate)
    let tone = left(sine(hertz: hertz, seconds: 0.4, sampleRate: sampleRate))
    let output = tone.map { filter.process($0) }
    let settled = SineFit(
      Array(output[(output.count / 2)...]), hertz: hertz, sampleRate: sampleRate)
    return decibels(amplitude: settled.amplitude)
  }

  // The prototype's ripple is 0.1 dB; 0.02 dB more for the digits of its poles.
  @Test(arguments: [44_100.0, 48_000, 96_000, 384_000])
  func `is flat to 0.9 of the cutoff, 3 dB down there, and shut from 1.7 of it on`(
    sampleRate: Double
  ) {
    for hertz in [100.0, 1_000, 2_000, 3_000, 3_300] {
      let gain = gainDecibels(hertz: hertz, cutoffHertz: 3_800, sampleRate: sampleRate)
      #expect(abs(gain) < 0.12, "\(hertz) Hz")
    }
    let edge = gainDecibels(hertz: 3_800, cutoffHertz: 3_800, sampleRate: sampleRate)
    #expect(abs(edge + 3) < 0.1)
    for hertz in [1.0, 1.05, 1.2, 1.5, 2, 2.7] {
      let gain = gainDecibels(
        hertz: 3_800 * SteepLowPass.stopRatio * hertz, cutoffHertz: 3_800, sampleRate: sampleRate)
      #expect(gain < -55.9, "\(hertz) times the stop band's edge")
    }
  }

  @Test func `serves the lowest rate`() {
    #expect(abs(gainDecibels(hertz: 500, cutoffHertz: 780, sampleRate: 8_000)) < 0.12)
    #expect(gainDecibels(hertz: 1_400, cutoffHertz: 780, sampleRate: 8_000) < -55.9)
  }

  @Test func `reset forgets`() {
    var filter = SteepLowPass(cutoffHertz: 3_800, sampleRate: 48_000)
    for _ in 0..<100 { _ = filter.process(1) }
    filter.reset()
    #expect(filter.process(0) == 0)
  }
}

import AuralDSP
import Foundation
import Support
import Testing

@Suite struct FirstOrderHighpassTests {
  @Test("each lane is 3 dB down at its cutoff", arguments: [44_100.0, 48_000, 192_000])
  func cutoff(sampleRate: Double) {
    let cutoffs = DoubleFrame(500, 2_500)
    for lane in 0..<2 {
      var filter = FirstOrderHighpass(cutoffHertz: cutoffs, sampleRate: sampleRate)
      let tone = left(sine(hertz: cutoffs[lane], seconds: 0.2, sampleRate: sampleRate))
      let output = tone.map { filter.process(DoubleFrame(repeating: $0))[lane] }
      let fit = SineFit(
        Array(output[(output.count / 2)...]), hertz: cutoffs[lane], sampleRate: sampleRate)
      #expect(abs(decibels(amplitude: fit.amplitude) + 3.01) < 0.01)
    }
  }

  @Test("what it takes away is a low-pass: a constant is gone, and comes back in the rest")
  func complement() {
    var filter = FirstOrderHighpass(cutoffHertz: 500, sampleRate: 48_000)
    var output = DoubleFrame.zero
    for _ in 0..<4_800 { output = filter.process(DoubleFrame(1, -2)) }
    #expect(abs(output.x) < 1e-12 && abs(output.y) < 1e-12)
    filter.reset()
    #expect(filter.process(DoubleFrame(0, 0)) == .zero)
  }

  @Test("a cutoff above Nyquist leaves nothing unstable")
  func aboveNyquist() {
    var filter = FirstOrderHighpass(cutoffHertz: 7_200, sampleRate: 8_000)
    var noise = SeededNoise(seed: 1)
    for _ in 0..<10_000 {
      let output = filter.process(DoubleFrame(repeating: noise.uniform()))
      #expect(abs(output.x) < 2)
    }
  }
}

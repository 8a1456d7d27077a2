import AuralDSP
import Foundation
import Support
import Testing

/// Two signals that turn as one.
@Suite struct QuadraturePairTests {
  /// The fits of both outputs to a tone.
  private func fits(hertz: Double, sampleRate: Double) -> (x: SineFit, y: SineFit) {
    var pair = QuadraturePair(sampleRate: sampleRate)
    let tone = left(sine(hertz: hertz, seconds: 0.3, sampleRate: sampleRate))
    let output = tone.map { pair.process($0) }
    let settled = output[(output.count / 2)...]
    return (
      SineFit(settled.map(\.x), hertz: hertz, sampleRate: sampleRate),
      SineFit(settled.map(\.y), hertz: hertz, sampleRate: sampleRate)
    )
  }

  // 0.04° is the fit's own error: it leaves the other turning direction 69 dB below.
  @Test(arguments: [44_100.0, 48_000, 96_000, 384_000])
  func `are 90° apart and as loud as the input, 500 Hz to 8 kHz`(sampleRate: Double) {
    for hertz in [500.0, 700, 1_000, 1_500, 2_200, 3_300, 5_000, 6_500, 8_000] {
      let (x, y) = fits(hertz: hertz, sampleRate: sampleRate)
      #expect(abs(x.amplitude - 1) < 1e-4)
      #expect(abs(y.amplitude - 1) < 1e-4)
      let turn = (x.phaseDegrees - y.phaseDegrees + 720).truncatingRemainder(dividingBy: 180)
      #expect(abs(turn - 90) < 0.04, "\(hertz) Hz")
    }
  }

  @Test func `serves the lowest rate`() {
    let (x, y) = fits(hertz: 1_000, sampleRate: 8_000)
    let turn = (x.phaseDegrees - y.phaseDegrees + 720).truncatingRemainder(dividingBy: 180)
    #expect(abs(turn - 90) < 0.04)
  }

  @Test func `reset forgets`() {
    var pair = QuadraturePair(sampleRate: 48_000)
    for _ in 0..<100 { _ = pair.process(1) }
    pair.reset()
    #expect(pair.process(0) == .zero)
  }
}

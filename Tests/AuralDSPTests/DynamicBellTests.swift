import AuralDSP
import Support
import Testing

@Suite struct DynamicBellTests {
  private func gainDecibels(
    hertz: Double, centreHertz: Double, gain: Double, sampleRate: Double
  ) -> Double {
    var bell = DynamicBell(centreHertz: centreHertz, q: 1.2, sampleRate: sampleRate)
    let tone = sine(hertz: hertz, seconds: 0.2, sampleRate: sampleRate)
    let output = tone.map { bell.process(DoubleFrame($0), gain: gain).x }
    let settled = Array(output[(output.count / 2)...])
    return decibels(
      amplitude: SineFit(settled, hertz: hertz, sampleRate: sampleRate).amplitude)
  }

  @Test("has exactly its gain at the centre", arguments: [0.25, 0.8, 1, 2])
  func centre(gain: Double) {
    let measured = gainDecibels(hertz: 7_200, centreHertz: 7_200, gain: gain, sampleRate: 48_000)
    #expect(abs(measured - decibels(amplitude: gain)) < 0.001)
  }

  // In a dip of 3 dB what is left of the transform's warping is 0.3 dB, beyond the upper edge at 44.1 kHz;
  // over a track, whose mean dip is a tenth of that, it is a few hundredths.
  @Test("is the same bell at every rate", arguments: [44_100.0, 48_000, 96_000])
  func rates(sampleRate: Double) {
    for hertz in [3_000.0, 5_000, 9_000, 11_000] {
      let here = gainDecibels(
        hertz: hertz, centreHertz: 7_200, gain: 0.7, sampleRate: sampleRate)
      let there = gainDecibels(hertz: hertz, centreHertz: 7_200, gain: 0.7, sampleRate: 384_000)
      #expect(abs(here - there) < 0.3)
    }
  }

  @Test("at a gain of 1 its input passes to the last bit")
  func unity() {
    var bell = DynamicBell(centreHertz: 300, q: 1, sampleRate: 48_000)
    let noise = pinkNoise(seconds: 0.1, sampleRate: 48_000)
    #expect(noise.allSatisfy { bell.process(DoubleFrame($0), gain: 1) == DoubleFrame($0) })
  }
}

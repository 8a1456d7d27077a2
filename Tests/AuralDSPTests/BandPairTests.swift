import AuralDSP
import Support
import Testing

@Suite struct BandPairTests {
  @Test("each lane is the band-pass it stands for", arguments: [8_000.0, 48_000, 192_000])
  func lanes(sampleRate: Double) {
    var pair = BandPair(first: 220...360, second: 2_000...6_000, sampleRate: sampleRate)
    var low = BandPass(lowHertz: 220, highHertz: 360, sampleRate: sampleRate)
    var high = BandPass(lowHertz: 2_000, highHertz: 6_000, sampleRate: sampleRate)
    let noise = whiteNoise(seconds: 0.2, sampleRate: sampleRate)
    let isSame = noise.allSatisfy { frame in
      let bands = pair.process(Double(frame.x))
      let input = DoubleFrame(repeating: Double(frame.x))
      return bands.x == low.process(input).x && bands.y == high.process(input).y
    }
    #expect(isSame)
    for hertz in [50.0, 290, 1_000, 3_900] {
      #expect(pair.powerGain(hertz: hertz).x == low.powerGain(hertz: hertz))
      #expect(pair.powerGain(hertz: hertz).y == high.powerGain(hertz: hertz))
    }
  }
}

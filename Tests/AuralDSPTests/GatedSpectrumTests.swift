import AuralDSP
import Foundation
import Support
import Testing

@Suite struct GatedSpectrumTests {
  /// A spectrum with the same power in every band, of the given loudness.
  private func frame(_ loudness: Double, tilt: Float = 0) -> (BandSpectrum, Double) {
    let power = weightedPower(loudnessLUFS: loudness)
    var spectrum = BandSpectrum(count: 270)
    for i in 0..<270 {
      let share = Float(power) / 540 * (1 + tilt * (Float(i) - 135) / 135)
      spectrum[i] = Frame(share, 0.5 * share)
    }
    return (spectrum, power)
  }

  private func gated(_ frames: [(BandSpectrum, Double)]) -> GatedSpectrum {
    var gated = GatedSpectrum()
    for (spectrum, power) in frames { gated.add(spectrum, weightedPower: power) }
    return gated
  }

  /// Feeds a signal through an analyser, with the mean as it then is.
  private func learned(_ signal: Signal) -> (mean: [Frame], frames: Float, loudness: Double) {
    var analyzer = SpectrumAnalyzer(sampleRate: 48_000)
    var gated = GatedSpectrum()
    _ = rendered(signal, blockLengths: [64]) { block in
      let before = analyzer.completedFrames
      analyzer.process(&block)
      guard analyzer.completedFrames > before else { return }
      gated.add(analyzer.spectrum, weightedPower: analyzer.weightedPower)
    }
    let mean = gated.mean()
    return ((0..<mean.count).map { mean[$0] }, gated.frames, gated.loudness)
  }

  @Test("knows nothing at first, and is the mean of what is alike")
  func plainMean() {
    let none = GatedSpectrum()
    #expect(none.count == 0)
    #expect(none.frames == 0)
    #expect(none.loudness == silenceLUFS)
    let loud = frame(-14)
    let louder = frame(-11)
    let mean = gated([loud, louder, louder])
    #expect(mean.frames == 3)
    let expected = (loud.0[100].x + 2 * louder.0[100].x) / 3
    #expect(abs(mean.mean()[100].x / expected - 1) < 1e-5)
    #expect(mean.meanOfBand(100) == mean.mean()[100])
    #expect(abs(mean.loudness - loudnessLUFS(power: (loud.1 + 2 * louder.1) / 3)) < 1e-6)
  }

  @Test("silence, fades and a part 20 dB down do not count")
  func gates() {
    let programme = (0..<100).map { _ in frame(-14) }
    let alone = gated(programme)
    let rest = [frame(-34, tilt: 0.9), frame(-65), frame(-70.5), frame(-200)]
    let both = gated(programme + (0..<100).map { rest[$0 % 4] })
    #expect(both.frames == 100)
    for i in 0..<270 { #expect(both.meanOfBand(i) == alone.meanOfBand(i)) }
    // 5 dB down is part of it.
    #expect(gated(programme + [frame(-19)]).frames == 101)
  }

  @Test("a mix 12 dB up gives the same gates and a spectrum 12 dB up")
  func levelIndependence() {
    let loud = syntheticMix(seconds: 20, sampleRate: 48_000)
    let signal = loud + scaled(loud, decibels: -24) + silence(seconds: 3, sampleRate: 48_000)
    let plain = learned(signal)
    let hot = learned(scaled(signal, decibels: 12))
    #expect(plain.frames == hot.frames)
    #expect(plain.frames < Float(signal.count / 8_192) * 0.6)
    #expect(abs(hot.loudness - plain.loudness - 12) < 1e-3)
    for (a, b) in zip(plain.mean, hot.mean) {
      #expect(abs(10 * log10(b.x / a.x) - 12) < 1e-3)
    }
  }

  @Test("is the gated mean of all frames to the rounding of a Float, however many there are")
  func longMean() {
    var noise = SeededNoise(seed: 4)
    let frames = (0..<5_999).map { _ in frame(-14 + noise.uniform(), tilt: 0.5) }
    let mean = gated(frames)
    for i in [0, 135, 269] {
      let naive = frames.reduce(0) { $0 + Double($1.0[i].x) } / Double(frames.count)
      #expect(abs(10 * log10(Double(mean.meanOfBand(i).x) / naive)) < 0.001)
    }
  }

  @Test("converges first, and then follows what changes, half of it after an hour's tenth")
  func follows() {
    var gated = GatedSpectrum()
    let (old, oldPower) = frame(-14, tilt: -0.5)
    let (new, newPower) = frame(-14, tilt: 0.5)
    for _ in 0..<20_000 { gated.add(old, weightedPower: oldPower) }
    #expect(gated.frames == 6_000)
    for _ in 0..<4_159 { gated.add(new, weightedPower: newPower) }
    let middle = (old[0].x + new[0].x) / 2
    #expect(abs(gated.meanOfBand(0).x / middle - 1) < 0.001)
  }

  @Test("goes on from what was learned earlier")
  func seeding() {
    let pink = pinkNoise(rms: 0.1, seconds: 20, sampleRate: 48_000)
    let first = learned(pink)
    var mean = BandSpectrum(count: first.mean.count)
    for i in first.mean.indices { mean[i] = first.mean[i] }
    var seeded = GatedSpectrum()
    seeded.add(frame(-5).0, weightedPower: frame(-5).1)
    seeded.seed(with: mean, frames: first.frames)
    #expect(seeded.frames == first.frames)
    #expect(abs(seeded.loudness - first.loudness) < 0.1)
    for i in 0..<mean.count { #expect(seeded.meanOfBand(i) == mean[i]) }
    // As many frames again weigh as much as what was there.
    var after = BandSpectrum(count: mean.count)
    for i in 0..<mean.count { after[i] = mean[i] * 2 }
    for _ in 0..<Int(first.frames) {
      seeded.add(after, weightedPower: 2 * weightedPower(loudnessLUFS: first.loudness))
    }
    #expect(abs(seeded.meanOfBand(100).x / mean[100].x - 1.5) < 1e-4)
    seeded.seed(with: BandSpectrum(), frames: 0)
    #expect(seeded.frames == 0)
  }

  @Test("reset forgets")
  func resetForgets() {
    var gated = gated([frame(-14, tilt: 0.7)])
    gated.reset()
    #expect(gated.frames == 0)
    #expect(gated.mean().count == 0)
    gated.add(frame(-14.2).0, weightedPower: frame(-14.2).1)
    #expect(gated.meanOfBand(7) == frame(-14.2).0[7])
  }

  @Test("what is not a number is not counted")
  func notANumber() {
    var spectrum = BandSpectrum(count: 270)
    spectrum[3] = Frame(.nan, .infinity)
    let mean = gated([frame(-14), (spectrum, .nan), (spectrum, .infinity)])
    #expect(mean.frames == 1)
    #expect(mean.meanOfBand(3) == frame(-14).0[3])
  }
}

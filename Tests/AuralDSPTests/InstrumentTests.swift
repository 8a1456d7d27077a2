import AuralDSP
import Foundation
import Support
import Testing

/// The instruments the other tests trust.
@Suite struct InstrumentTests {
  @Test(
    "a sine of amplitude 1 reads 0 dBFS between the bins too", arguments: [997.0, 1_000, 12_345.6])
  func toneLevel(hertz: Double) {
    let tone = left(sine(hertz: hertz, seconds: 1, sampleRate: 48_000))
    let spectrum = Spectrum(tone, sampleRate: 48_000)
    // The 7-term window dips by 0.6 dB half a bin off its centre.
    #expect(abs(spectrum.toneDecibels(hertz: hertz)) < 0.7)
    #expect(abs(spectrum.meanSquare(fromHertz: 20, toHertz: 24_000) - 0.5) < 1e-6)
  }

  @Test("the strongest alias is found where it is, 120 dB down")
  func aliasFinder() {
    let tone = left(sine(hertz: 4_999, seconds: 1, sampleRate: 48_000))
    let alias = left(sine(hertz: 8_013, amplitude: 1e-6, seconds: 1, sampleRate: 48_000))
    let harmonic = left(sine(hertz: 9_998, amplitude: 0.1, seconds: 1, sampleRate: 48_000))
    let sum = tone.indices.map { tone[$0] + alias[$0] + harmonic[$0] }
    let found = Spectrum(sum, sampleRate: 48_000).strongestAlias(fundamentalHertz: 4_999)
    #expect(abs(found.hertz - 8_013) <= 1)
    #expect(abs(found.decibels + 120) < 0.7)
  }

  @Test("white noise has its power where it belongs, segment by segment")
  func noisePower() {
    let noise = left(whiteNoise(seconds: 4, sampleRate: 48_000))
    let spectrum = Spectrum(noise, sampleRate: 48_000, length: 4_096)
    #expect(abs(spectrum.meanSquare(fromHertz: 0, toHertz: 24_000) * 3 - 1) < 0.02)
    #expect(abs(spectrum.meanSquare(fromHertz: 6_000, toHertz: 18_000) * 6 - 1) < 0.02)
  }

  @Test(
    "THD+N is what was added to the sine, at 40 Hz as at 10 kHz", arguments: [40.0, 997, 10_000])
  func sineFit(hertz: Double) {
    let tone = left(
      sine(hertz: hertz, amplitude: 0.5, phaseDegrees: 33, seconds: 1.3, sampleRate: 48_000))
    #expect(
      SineFit(tone, hertz: hertz, sampleRate: 48_000).distortionAndNoiseDecibels < -145)
    let error = left(
      sine(hertz: 3 * hertz, amplitude: 0.5e-5, seconds: 1.3, sampleRate: 48_000))
    let fit = SineFit(
      tone.indices.map { tone[$0] + error[$0] + 0.1 }, hertz: hertz, sampleRate: 48_000)
    #expect(abs(fit.distortionAndNoiseDecibels + 100) < 0.1)
    #expect(abs(fit.amplitude - 0.5) < 1e-4)
    #expect(abs(fit.phaseDegrees - 33) < 0.01)
  }

  @Test("blocks put a signal together again, quanta begin every 64 frames")
  func blocks() {
    let signal = whiteNoise(seconds: 0.01, sampleRate: 44_100)
    var starts: [Int] = []
    var lengths: [Int] = []
    let output = renderedOnGrid(signal, blockLengths: [0, 7, 100]) {
      starts.append($0)
    } process: {
      lengths.append($0.count)
    }
    #expect(output == signal)
    #expect(starts == Array(stride(from: 0, to: signal.count, by: 64)))
    #expect(lengths.reduce(0, +) == signal.count)
    #expect(lengths.allSatisfy { (1...64).contains($0) })
  }

  @Test("a band limit leaves the band and takes the rest 100 dB down")
  func bandLimit() {
    let noise = bandLimited(whiteNoise(seconds: 1, sampleRate: 48_000))
    let spectrum = Spectrum(
      left(noise)[1_000..<47_000].map { $0 }, sampleRate: 48_000, length: 4_096)
    #expect(abs(spectrum.meanSquare(fromHertz: 4_000, toHertz: 20_000) * 4.5 - 1) < 0.03)
    #expect(spectrum.meanSquare(fromHertz: 22_300, toHertz: 24_000) < 1e-10)
  }

  @Test("the judge sees the peak between the samples")
  func judge() {
    let judge = TruePeakJudge()
    let tone = sine(
      hertz: 12_000, amplitude: 0.5, phaseDegrees: 45, seconds: 0.2, sampleRate: 48_000)
    let faded = tone.enumerated().map { i, frame in
      frame * Float(pow(sin(.pi * Double(i) / Double(tone.count)), 2))
    }
    #expect(abs(judge.truePeakDecibels(of: faded) + 6.02) < 0.01)
    let impulses = fractionalImpulses(amplitude: 0.25, seconds: 0.5, sampleRate: 48_000)
    #expect(abs(judge.truePeakDecibels(of: impulses) + 12.04) < 0.05)
  }
}

import AuralDSP
import Foundation
import Support
import Testing

@Suite struct SpectrumAnalyzerTests {
  /// What an analyser makes of a signal: the mean over its frames, and their mean weighted power.
  private func analysis(
    _ signal: Signal, sampleRate: Double, blockLengths: [Int] = [512]
  ) -> (mid: [Double], side: [Double], weightedPower: Double, frames: Int) {
    var analyzer = SpectrumAnalyzer(sampleRate: sampleRate)
    let count = OctaveBands.count(sampleRate: sampleRate)
    var mid = [Double](repeating: 0, count: count)
    var side = mid
    var power = 0.0
    func add() {
      for i in 0..<count {
        mid[i] += Double(analyzer.spectrum[i].x)
        side[i] += Double(analyzer.spectrum[i].y)
      }
      power += analyzer.weightedPower
    }
    _ = rendered(signal, blockLengths: blockLengths) { block in
      let before = analyzer.completedFrames
      analyzer.process(&block)
      if analyzer.completedFrames > before { add() }
    }
    let before = analyzer.completedFrames
    analyzer.finish()
    if analyzer.completedFrames > before { add() }
    let frames = Double(max(analyzer.completedFrames, 1))
    return (
      mid.map { $0 / frames }, side.map { $0 / frames }, power / frames, analyzer.completedFrames
    )
  }

  private func decibels(_ powers: ArraySlice<Double>) -> Double {
    10 * log10(powers.reduce(0, +))
  }

  @Test(
    "the bands add up to the mean square of mid and of side",
    arguments: [8_000.0, 44_100, 48_000, 96_000, 192_000])
  func parseval(sampleRate: Double) {
    // Several tones away from the edges of the scale: all of their power lies in bands.
    let signal = mix(
      sine(hertz: 100, amplitude: 0.5, seconds: 4, sampleRate: sampleRate),
      sine(hertz: 2_500, amplitude: 0.25, seconds: 4, sampleRate: sampleRate)
    ).map { Frame($0.x, 0.5 * $0.y) }
    let (mid, side, _, _) = analysis(signal, sampleRate: sampleRate)
    let meanSquare = 10 * log10((0.25 + 0.0625) / 2)
    #expect(abs(decibels(mid[...]) - (meanSquare + 20 * log10(0.75))) < 0.05)
    #expect(abs(decibels(side[...]) - (meanSquare + 20 * log10(0.25))) < 0.05)
  }

  @Test("a sine lands in its own band", arguments: [60.0, 440, 1_000, 12_000])
  func sineInBand(hertz: Double) {
    let signal = sine(hertz: hertz, seconds: 2, sampleRate: 48_000)
    let (mid, side, _, _) = analysis(signal, sampleRate: 48_000)
    let band = Int(OctaveBands.position(hertz: hertz).rounded())
    // The window spreads a tone over two bins to either side, 12 Hz in all.
    let reach = Int((24 * log2(1 + 7 / hertz)).rounded(.up))
    let near = mid[(band - reach)...(band + reach)]
    #expect(abs(decibels(near) - 10 * log10(0.5)) < 0.05)
    #expect(near.max() == mid.max())
    // Of what is on both sides alike only the transform's rounding is left.
    #expect(decibels(side[...]) < -120)
    // What leaks beyond an octave is nothing.
    #expect(decibels(mid[(band + 24 + reach)...]) < -90)
  }

  @Test("pink noise is level in thirds of an octave, to the bottom of the scale")
  func pink() {
    let signal = pinkNoise(rms: 0.1, seconds: 120, sampleRate: 48_000)
    let (mid, side, _, frames) = analysis(signal, sampleRate: 48_000)
    #expect(frames > 690)
    let first = Int(OctaveBands.position(hertz: 40).rounded())
    let thirds = stride(from: first, to: mid.count - 8, by: 8)
    for powers in [mid, side] {
      let levels = thirds.map { decibels(powers[$0..<($0 + 8)]) }
      let mean = levels.reduce(0, +) / Double(levels.count)
      for (index, level) in levels.enumerated() {
        // Few independent bins lie in the lowest thirds, so their level is known less well.
        #expect(abs(level - mean) < (index < 6 ? 1 : 0.3), "third \(index): \(level - mean) dB")
      }
    }
  }

  @Test("white noise fills narrow bands by their width alone", arguments: [44_100.0, 384_000])
  func density(sampleRate: Double) {
    let signal = whiteNoise(amplitude: 0.5, seconds: 20, sampleRate: sampleRate)
    let (mid, _, _, _) = analysis(signal, sampleRate: sampleRate)
    // Of a mean of two sides of 1/12 each half is left.
    let density = 0.25 / 3 / 2 / (sampleRate / 2)
    for first in stride(from: 72, to: mid.count - 24, by: 24) {
      let low = OctaveBands.centreHertz(first) / exp2(1.0 / 48)
      let expected = 10 * log10(density * low)
      #expect(abs(decibels(mid[first..<(first + 24)]) - expected) < 0.5)
    }
  }

  @Test("its weighted power is that of the loudness meter", arguments: [22_050.0, 48_000, 96_000])
  func weightedPower(sampleRate: Double) {
    let pink = pinkNoise(rms: 0.1, seconds: 30, sampleRate: sampleRate)
    let white = whiteNoise(amplitude: 0.3, seconds: 30, sampleRate: sampleRate)
    for signal in [pink, white.map { Frame($0.x, 0.3 * $0.y) }] {
      var meter = LoudnessMeter(sampleRate: sampleRate)
      _ = rendered(signal) { meter.process(&$0) }
      let power = analysis(signal, sampleRate: sampleRate).weightedPower
      #expect(abs(loudnessLUFS(power: power) - meter.integratedLUFS) < 0.1)
    }
  }

  @Test("is the same to the bit for any split into blocks, and leaves the sound as it is")
  func blockInvariance() {
    let signal = syntheticMix(seconds: 3, sampleRate: 44_100)
    let whole = analysis(signal, sampleRate: 44_100, blockLengths: [64])
    for lengths in [[1], [0, 7, 63, 640], [3_000]] {
      let split = analysis(signal, sampleRate: 44_100, blockLengths: lengths)
      #expect(split.mid == whole.mid)
      #expect(split.side == whole.side)
      #expect(split.weightedPower == whole.weightedPower)
    }
    var analyzer = SpectrumAnalyzer(sampleRate: 44_100)
    #expect(rendered(signal) { analyzer.process(&$0) } == signal)
  }

  @Test("left and right come back from mid, side and their product")
  func covariance() {
    let low = sine(hertz: 200, amplitude: 0.5, seconds: 1, sampleRate: 48_000)
    let high = sine(hertz: 5_000, amplitude: 0.25, phaseDegrees: 30, seconds: 1, sampleRate: 48_000)
    let signal = zip(low, high).map { Frame($0.x, -0.1 * $0.x + $1.x) }
    var analyzer = SpectrumAnalyzer(sampleRate: 48_000)
    _ = rendered(signal, blockLengths: [64]) { analyzer.process(&$0) }
    var (left, right) = (0.0, 0.0)
    for i in 0..<analyzer.spectrum.count {
      let sum = Double(analyzer.spectrum[i].sum())
      left += sum + 2 * Double(analyzer.covariance(i))
      right += sum - 2 * Double(analyzer.covariance(i))
    }
    #expect(abs(10 * log10(left / 0.125)) < 0.05)
    #expect(abs(10 * log10(right / (0.00125 + 0.03125))) < 0.05)
  }

  @Test("a stretch that is no sound spoils no frame but those it lies in")
  func badFrames() {
    var signal = sine(hertz: 1_000, amplitude: 0.5, seconds: 4, sampleRate: 48_000)
    signal[70_000] = Frame(.nan, .infinity)
    signal[70_001] = Frame(3e38, -3e38)
    var analyzer = SpectrumAnalyzer(sampleRate: 48_000)
    var levels: [Double] = []
    _ = rendered(signal, blockLengths: [64]) { block in
      let before = analyzer.completedFrames
      analyzer.process(&block)
      guard analyzer.completedFrames > before else { return }
      levels.append(loudnessLUFS(power: analyzer.weightedPower))
    }
    #expect(levels.count == 21)
    #expect(levels.allSatisfy { abs($0 - levels[0]) < 0.05 })
  }

  @Test("a spectrum comes every half window, one half window late")
  func timing() {
    var analyzer = SpectrumAnalyzer(sampleRate: 48_000)
    var done: [Int] = []
    var position = 0
    _ = rendered(silence(seconds: 1, sampleRate: 48_000), blockLengths: [64]) { block in
      let before = analyzer.completedFrames
      analyzer.process(&block)
      position += block.count
      if analyzer.completedFrames > before { done.append(position) }
    }
    #expect(done == [24_576, 32_768, 40_960])
    #expect(analyzer.framesPerSpectrum == 8_192)
    analyzer.finish()
    #expect(analyzer.completedFrames == 4)
  }

  @Test("reset forgets")
  func resetForgets() {
    var analyzer = SpectrumAnalyzer(sampleRate: 48_000)
    var fresh = SpectrumAnalyzer(sampleRate: 48_000)
    let signal = pinkNoise(seconds: 1, sampleRate: 48_000)
    _ = rendered(whiteNoise(seconds: 1.3, sampleRate: 48_000)) { analyzer.process(&$0) }
    analyzer.reset()
    #expect(analyzer.completedFrames == 0)
    #expect(analyzer.weightedPower == 0)
    _ = rendered(signal) { analyzer.process(&$0) }
    _ = rendered(signal) { fresh.process(&$0) }
    #expect(analyzer.weightedPower == fresh.weightedPower)
    #expect(analyzer.completedFrames == 3)
    for i in 0..<270 { #expect(analyzer.spectrum[i] == fresh.spectrum[i]) }
  }
}

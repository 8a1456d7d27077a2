import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct WarmthTests {
  private func output(
    of signal: Signal, sampleRate: Double = 48_000, blockLengths: [Int] = [64],
    warmthPercent: (_ frame: Int) -> Double
  ) -> Signal {
    var stage = Warmth(sampleRate: sampleRate)
    return renderedOnGrid(signal, blockLengths: blockLengths) {
      stage.update(warmthPercent: warmthPercent($0))
    } process: {
      stage.process(&$0)
    }
  }

  private func gainDecibels(hertz: Double, warmthPercent: Double, sampleRate: Double) -> Double {
    let tone = sine(hertz: hertz, seconds: 0.5, sampleRate: sampleRate)
    let result = output(of: tone, sampleRate: sampleRate) { _ in warmthPercent }
    let settled = result.count / 2
    return decibels(
      amplitude: SineFit(left(result[settled...]), hertz: hertz, sampleRate: sampleRate).amplitude)
  }

  @Test("at 0 % the output is the input to the last bit")
  func neutral() {
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000)
    #expect(output(of: signal) { _ in 0 } == signal)
  }

  @Test("after it has come back to 0 %, the output is the input to the last bit")
  func leaves() {
    let signal = pinkNoise(seconds: 0.2, sampleRate: 48_000)
    let result = output(of: signal) { $0 < 3_200 ? 80 : 0 }
    #expect(Array(result[(3_200 + 23 * 64)...]) == Array(signal[(3_200 + 23 * 64)...]))
    #expect(result[3_100] != signal[3_100])
  }

  // Measured on the original engine's own shelves at 48 kHz.
  @Test(
    "100 % has the original's curve",
    arguments: [(50.0, 2.96), (300, 1.48), (1_000, -0.11), (2_500, -1.48), (10_000, -2.94)])
  func originalCurve(hertz: Double, decibels: Double) {
    let gain = gainDecibels(hertz: hertz, warmthPercent: 100, sampleRate: 48_000)
    #expect(abs(gain - decibels) < 0.01)
  }

  @Test("sounds the same at every rate", arguments: [44_100.0, 96_000, 384_000])
  func rates(sampleRate: Double) {
    for (hertz, decibels) in [(50.0, 2.96), (300, 1.48), (2_500, -1.48)] {
      let gain = gainDecibels(hertz: hertz, warmthPercent: 100, sampleRate: sampleRate)
      #expect(abs(gain - decibels) < 0.03)
    }
  }

  @Test("half the amount is half the decibels, and the other sign the mirror image")
  func amount() {
    for hertz in [60.0, 8_000] {
      let full = gainDecibels(hertz: hertz, warmthPercent: 100, sampleRate: 48_000)
      let half = gainDecibels(hertz: hertz, warmthPercent: 50, sampleRate: 48_000)
      let mirrored = gainDecibels(hertz: hertz, warmthPercent: -100, sampleRate: 48_000)
      #expect(abs(half - full / 2) < 0.05)
      #expect(abs(mirrored + full) < 0.001)
    }
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = pinkNoise(seconds: 0.5, sampleRate: 48_000)
    let amount = { (frame: Int) -> Double in [0, 100, -100, 0, 30, 31][frame / 4_800 % 6] }
    #expect(
      output(of: signal, blockLengths: blockLengths, warmthPercent: amount)
        == output(of: signal, warmthPercent: amount))
  }

  @Test("moves without a click")
  func clickFree() {
    let tone = sine(hertz: 60, phaseDegrees: 90, seconds: 1, sampleRate: 48_000)
    let result = output(of: tone) { [0, 100, -100, 0][min($0 / 9_600, 3)] }
    let steepest = 2 * Double.pi * 60 / 48_000 * 1.41
    for (a, b) in zip(result, result[1...]) {
      #expect(abs(Double(b.x - a.x)) < 1.2 * steepest)
    }
  }

  @Test("reset forgets and jumps to the amount")
  func resetForgets() {
    let past = whiteNoise(seconds: 0.1, sampleRate: 48_000)
    let signal = pinkNoise(seconds: 0.1, sampleRate: 48_000, seed: 3)
    var used = Warmth(sampleRate: 48_000)
    _ = renderedOnGrid(past) { _ in
      used.update(warmthPercent: 60)
    } process: {
      used.process(&$0)
    }
    used.reset()
    let again = renderedOnGrid(signal) { _ in
      used.update(warmthPercent: -20)
    } process: {
      used.process(&$0)
    }
    #expect(again == output(of: signal) { _ in -20 })
  }
}

import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct SafetyHighpassTests {
  private func output(
    of signal: Signal, sampleRate: Double = 48_000, blockLengths: [Int] = [64],
    cutoffHertz: (_ frame: Int) -> Double
  ) -> Signal {
    var stage = SafetyHighpass(sampleRate: sampleRate)
    return renderedOnGrid(signal, blockLengths: blockLengths) {
      stage.update(cutoffHertz: cutoffHertz($0))
    } process: {
      stage.process(&$0)
    }
  }

  @Test("at 0 Hz the output is the input to the last bit")
  func neutral() {
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000)
    #expect(output(of: signal) { _ in 0 } == signal)
  }

  @Test("after it has left, the output is the input to the last bit")
  func leaves() {
    let signal = pinkNoise(seconds: 0.2, sampleRate: 48_000)
    let result = output(of: signal) { $0 < 3_200 ? 30 : 0 }
    // 23 quanta are 30 ms.
    #expect(Array(result[(3_200 + 23 * 64)...]) == Array(signal[(3_200 + 23 * 64)...]))
    #expect(result[3_100] != signal[3_100])
  }

  @Test(
    "is Butterworth's: -3 dB at the cutoff, 12 dB an octave below",
    arguments: [20.0, 40, 60], [8_000.0, 48_000, 384_000])
  func response(cutoffHertz: Double, sampleRate: Double) {
    for octave in -1...4 {
      let hertz = cutoffHertz * pow(2, Double(octave))
      let tone = sine(hertz: hertz, seconds: 1, sampleRate: sampleRate)
      let result = output(of: tone, sampleRate: sampleRate) { _ in cutoffHertz }
      let settled = result.count / 2
      let fit = SineFit(
        left(result[settled...]), hertz: hertz, sampleRate: sampleRate)
      let ratio = pow(2, -4 * Double(octave))
      #expect(abs(20 * log10(fit.amplitude) + 10 * log10(1 + ratio)) < 0.01)
    }
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = pinkNoise(seconds: 0.5, sampleRate: 48_000)
    let cutoff = { (frame: Int) -> Double in [20, 40, 0, 60, 25, 0][frame / 4_800 % 6] }
    #expect(
      output(of: signal, blockLengths: blockLengths, cutoffHertz: cutoff)
        == output(of: signal, cutoffHertz: cutoff))
  }

  @Test("enters, moves and leaves without a click")
  func clickFree() {
    let tone = sine(hertz: 30, phaseDegrees: 90, seconds: 2, sampleRate: 48_000)
    let result = output(of: tone) { [0, 40, 20, 60, 0][min($0 / 19_200, 4)] }
    let steepest = 2 * Double.pi * 30 / 48_000
    for (a, b) in zip(result[4_800...], result[4_801...]) {
      #expect(abs(Double(b.x - a.x)) < 2 * steepest)
    }
  }

  @Test("reset forgets and jumps to the cutoff")
  func resetForgets() {
    let past = whiteNoise(seconds: 0.1, sampleRate: 48_000)
    let signal = pinkNoise(seconds: 0.1, sampleRate: 48_000, seed: 3)
    var used = SafetyHighpass(sampleRate: 48_000)
    _ = renderedOnGrid(past) { _ in
      used.update(cutoffHertz: 60)
    } process: {
      used.process(&$0)
    }
    used.reset()
    let again = renderedOnGrid(signal) { _ in
      used.update(cutoffHertz: 25)
    } process: {
      used.process(&$0)
    }
    #expect(again == output(of: signal) { _ in 25 })
  }

  @Test("left and right are treated alike")
  func symmetry() {
    let signal = pinkNoise(seconds: 0.2, sampleRate: 48_000)
    let swapped = output(of: signal.map { Frame($0.y, $0.x) }) { _ in 40 }
    #expect(swapped.map { Frame($0.y, $0.x) } == output(of: signal) { _ in 40 })
  }
}

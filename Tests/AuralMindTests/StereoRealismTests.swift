import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct StereoRealismTests {
  private func output(
    of signal: Signal, sampleRate: Double = 48_000, blockLengths: [Int] = [64],
    amountPercent: (_ frame: Int) -> Double
  ) -> Signal {
    var stage = StereoRealism(sampleRate: sampleRate)
    return renderedOnGrid(signal, blockLengths: blockLengths) {
      stage.update(amountPercent: amountPercent($0), widthMid: 1.06, widthHigh: 1.28)
    } process: {
      stage.process(&$0)
    }
  }

  /// The gain of side for a steady tone, in dB.
  private func gain(hertz: Double, percent: Double, sampleRate: Double = 48_000) -> Double {
    let tone = SideSignals.tone(hertz: hertz, seconds: 0.4, sampleRate: sampleRate)
    let side = right(output(of: tone, sampleRate: sampleRate) { _ in percent })
    let fit = SineFit(Array(side[(side.count / 2)...]), hertz: hertz, sampleRate: sampleRate)
    return decibels(amplitude: fit.amplitude / 0.25)
  }

  @Test("side is widened by what was asked: nothing in the bass, all of it at the top")
  func widths() {
    #expect(abs(gain(hertz: 40, percent: 100)) < 0.02)
    // Half-way between the corners the lower shelf is up and the upper one begins.
    #expect((0.45...0.9).contains(gain(hertz: 1_200, percent: 100)))
    #expect(abs(gain(hertz: 16_000, percent: 100) - decibels(amplitude: 1.28)) < 0.1)
    #expect(abs(gain(hertz: 16_000, percent: 200) - decibels(amplitude: 1.56)) < 0.15)
  }

  @Test("mid keeps its bits, and at 0 % side does too")
  func mid() {
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000)
    #expect(SideSignals.haveSameMid(output(of: signal) { _ in 200 }, signal))
    #expect(output(of: signal) { _ in 0 }.elementsEqual(signal))
  }

  @Test("after it has come back to 0 %, it is out of the path")
  func leaves() {
    let signal = pinkNoise(seconds: 0.2, sampleRate: 48_000)
    let result = output(of: signal) { $0 < 3_200 ? 150 : 0 }
    #expect(result[(3_200 + 24 * 64)...].elementsEqual(signal[(3_200 + 24 * 64)...]))
    #expect(result[3_100] != signal[3_100])
  }

  @Test("sounds the same at every rate", arguments: [44_100.0, 96_000, 192_000])
  func rates(sampleRate: Double) {
    for hertz in [100.0, 500, 1_000, 2_500, 6_300, 16_000] {
      let difference =
        gain(hertz: hertz, percent: 200, sampleRate: sampleRate) - gain(hertz: hertz, percent: 200)
      #expect(abs(difference) < 0.1)
    }
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = pinkNoise(seconds: 0.5, sampleRate: 48_000)
    let amount = { (frame: Int) -> Double in [0, 100, 200, 0, 30, 31][frame / 4_800 % 6] }
    #expect(
      output(of: signal, blockLengths: blockLengths, amountPercent: amount)
        .elementsEqual(output(of: signal, amountPercent: amount)))
  }

  @Test("moves without a click")
  func clickFree() {
    let tone = SideSignals.tone(hertz: 100, seconds: 1)
    let result = output(of: tone) { [0, 200, 50, 0, 200][min($0 / 9_600, 4)] }
    #expect(SideSignals.clickDecibels(right(result)) < -66)
  }

  @Test("works at 8 and at 384 kHz, and survives a burst", arguments: [8_000.0, 384_000])
  func survives(sampleRate: Double) {
    let music = pinkNoise(seconds: 0.3, sampleRate: sampleRate)
    let burst = scaled(whiteNoise(seconds: 0.02, sampleRate: sampleRate), decibels: 40)
    let result = output(of: burst + music, sampleRate: sampleRate) { _ in 200 }
    let undisturbed = output(
      of: silence(seconds: 0.02, sampleRate: sampleRate) + music, sampleRate: sampleRate
    ) { _ in 200 }
    #expect(result.allSatisfy { $0.y.isFinite })
    for i in burst.count + Int(0.05 * sampleRate)..<result.count {
      // -100 dBFS: what is left of the burst, 140 dB down.
      #expect(abs(result[i].y - undisturbed[i].y) < 1e-5)
    }
  }
}

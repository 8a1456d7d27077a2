import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct MovementTests {
  private func output(
    of signal: Signal, sampleRate: Double = 48_000, blockLengths: [Int] = [64],
    phrase: (_ frame: Int) -> Double, amountPercent: (_ frame: Int) -> Double = { _ in 100 }
  ) -> Signal {
    var stage = Movement(sampleRate: sampleRate)
    return renderedOnGrid(signal, blockLengths: blockLengths) {
      stage.update(amountPercent: amountPercent($0), amount: 0.1, phrase: phrase($0))
    } process: {
      stage.process(&$0)
    }
  }

  @Test("side is 5 % wider where the phrase is loudest, 5 % narrower where it is quietest")
  func range() {
    let signal = whiteNoise(seconds: 0.1, sampleRate: 48_000)
    for (phrase, gain) in [(1.0, Float(1.05)), (0, 0.95), (0.75, 1.025)] {
      for (a, b) in zip(output(of: signal) { _ in phrase }, signal) {
        #expect(abs(a.y - b.y * gain) < 1e-6)
      }
    }
  }

  @Test("follows the phrase at the pace of a swell, at every rate", arguments: [44_100.0, 96_000])
  func pace(sampleRate: Double) {
    let ones = Signal(repeating: Frame(1, 1), count: Int(sampleRate))
    let start = Int(0.1 * sampleRate)
    let result = output(of: ones, sampleRate: sampleRate) { $0 < start ? 0 : 1 }
    // After one time constant, 0.2 s, 63 % of the way from 0.95 to 1.05 are gone.
    let there = Double(result[start + Int(0.2 * sampleRate)].y)
    #expect(abs(there - (0.95 + 0.1 * (1 - exp(-1)))) < 0.002)
    #expect(abs(result[Int(sampleRate) - 1].y - 1.05) < 0.002)
  }

  @Test("mid keeps its bits, and at 0 % or in mid-phrase side does too")
  func mid() {
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000)
    #expect(SideSignals.haveSameMid(output(of: signal) { _ in 1 }, signal))
    #expect(
      output(of: signal, phrase: { _ in 1 }, amountPercent: { _ in 0 })
        .elementsEqual(signal))
    #expect(output(of: signal) { _ in 0.5 }.elementsEqual(signal))
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = pinkNoise(seconds: 0.5, sampleRate: 48_000)
    let phrase = { (frame: Int) -> Double in [0, 1, 0.3][frame / 4_800 % 3] }
    let amount = { (frame: Int) -> Double in [100, 0, 200][frame / 7_200 % 3] }
    let split = output(
      of: signal, blockLengths: blockLengths, phrase: phrase, amountPercent: amount)
    #expect(split.elementsEqual(output(of: signal, phrase: phrase, amountPercent: amount)))
  }

  @Test("moves without a click")
  func clickFree() {
    let tone = SideSignals.tone(hertz: 100, seconds: 1)
    let result = output(of: tone) {
      $0 / 4_800 % 2 == 0 ? 0 : 1
    } amountPercent: {
      [0, 200, 50, 0, 200][min($0 / 9_600, 4)]
    }
    #expect(SideSignals.clickDecibels(right(result)) < -66)
  }
}

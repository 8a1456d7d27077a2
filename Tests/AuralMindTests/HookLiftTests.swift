import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct HookLiftTests {
  private func output(
    of signal: Signal, sampleRate: Double = 48_000, blockLengths: [Int] = [64], mix: Double = 0.22,
    lift: (_ frame: Int) -> Double, amountPercent: (_ frame: Int) -> Double = { _ in 100 }
  ) -> Signal {
    var stage = HookLift(sampleRate: sampleRate)
    return renderedOnGrid(signal, blockLengths: blockLengths) {
      stage.update(amountPercent: amountPercent($0), mix: mix, lift: lift($0))
    } process: {
      stage.processSide(&$0)
      stage.processMid(&$0)
    }
  }

  /// The gains of mid and side for a steady tone in a chorus, in dB.
  private func gains(hertz: Double, mix: Double, sampleRate: Double = 48_000) -> [Double] {
    let tone = SideSignals.tone(hertz: hertz, seconds: 0.4, sampleRate: sampleRate)
    let result = output(of: tone, sampleRate: sampleRate, mix: mix) { _ in 1 }
    return [left(result), right(result)].map {
      let fit = SineFit(Array($0[($0.count / 2)...]), hertz: hertz, sampleRate: sampleRate)
      return decibels(amplitude: fit.amplitude / 0.25)
    }
  }

  @Test("a chorus gets 0.8 to 1.2 dB of air in mid, 0.2 to 0.3 dB of width in side")
  func effect() {
    for mix in [0.14, 0.22] {
      let top = gains(hertz: 18_000, mix: mix)
      #expect((0.7...1.25).contains(top[0]))
      #expect((0.2...0.35).contains(top[1]))
      let bass = gains(hertz: 100, mix: mix)
      #expect(bass.allSatisfy { abs($0) < 0.01 })
    }
  }

  @Test("sounds the same at every rate", arguments: [44_100.0, 96_000])
  func rates(sampleRate: Double) {
    for hertz in [200.0, 1_600, 7_200, 12_000, 16_000] {
      let here = gains(hertz: hertz, mix: 0.22, sampleRate: sampleRate)
      let there = gains(hertz: hertz, mix: 0.22)
      for (a, b) in zip(here, there) { #expect(abs(a - b) < 0.1) }
    }
  }

  @Test("rises within 0.25 s and falls within 0.9 s, at every rate", arguments: [44_100.0, 96_000])
  func pace(sampleRate: Double) {
    let tone = SideSignals.tone(hertz: 12_000, seconds: 4, sampleRate: sampleRate)
    let result = left(output(of: tone, sampleRate: sampleRate) { $0 < Int(2 * sampleRate) ? 1 : 0 })
    // A jump would show at once: what the stage is made with is taken at once, so start from none.
    let late = left(output(of: tone, sampleRate: sampleRate) { $0 == 0 ? 0 : 1 })
    let level = { (samples: [Double], seconds: Double) -> Double in
      let start = Int(seconds * sampleRate)
      return SineFit(
        Array(samples[start..<start + Int(0.02 * sampleRate)]), hertz: 12_000,
        sampleRate: sampleRate
      ).amplitude / 0.25 - 1
    }
    let full = level(result, 1.5)
    #expect(abs(level(late, 0.24) / full - (1 - exp(-1))) < 0.02)
    #expect(abs(level(result, 2.89) / full - exp(-1)) < 0.02)
  }

  @Test("without a lift, and at 0 %, the output is the input to the last bit")
  func neutral() {
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000)
    #expect(output(of: signal) { _ in 0 }.elementsEqual(signal))
    let none = output(of: signal, lift: { _ in 1 }, amountPercent: { _ in 0 })
    #expect(none.elementsEqual(signal))
  }

  @Test("after a chorus it leaves the path")
  func leaves() {
    let signal = pinkNoise(seconds: 8, sampleRate: 48_000)
    let result = output(of: signal) { $0 < 24_000 ? 1 : 0 }
    // 0.9 s times the logarithm of 1000, and a quantum.
    let end = 24_000 + Int(6.3 * 48_000)
    #expect(result[end...].elementsEqual(signal[end...]))
    #expect(result[23_000] != signal[23_000])
  }

  @Test("processSide leaves mid alone, processMid side")
  func apart() {
    let signal = whiteNoise(seconds: 0.1, sampleRate: 48_000)
    var stage = HookLift(sampleRate: 48_000)
    let update = { (_: Int) in stage.update(amountPercent: 200, mix: 0.22, lift: 1) }
    let side = renderedOnGrid(signal, update: update) { stage.processSide(&$0) }
    let mid = renderedOnGrid(signal, update: update) { stage.processMid(&$0) }
    #expect(SideSignals.haveSameMid(side, signal))
    #expect(mid.map(\.y).elementsEqual(signal.map(\.y)))
    #expect(!side.map(\.y).elementsEqual(signal.map(\.y)))
    #expect(!SideSignals.haveSameMid(mid, signal))
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = pinkNoise(seconds: 0.5, sampleRate: 48_000)
    let lift = { (frame: Int) -> Double in [0, 1, 0.3][frame / 4_800 % 3] }
    #expect(
      output(of: signal, blockLengths: blockLengths, lift: lift)
        .elementsEqual(output(of: signal, lift: lift)))
  }

  @Test("moves without a click")
  func clickFree() {
    let tone = SideSignals.tone(hertz: 100, seconds: 2)
    let result = output(of: tone, mix: 0.22) {
      $0 / 24_000 % 2 == 0 ? 0 : 1
    } amountPercent: {
      [100, 0, 200, 50][$0 / 9_600 % 4]
    }
    #expect(SideSignals.clickDecibels(left(result)) < -66)
    #expect(SideSignals.clickDecibels(right(result)) < -66)
  }
}

import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct MicroshiftTests {
  private func output(
    of signal: Signal, sampleRate: Double = 48_000, blockLengths: [Int] = [64],
    amountPercent: (_ frame: Int) -> Double
  ) -> Signal {
    var stage = Microshift(sampleRate: sampleRate)
    return renderedOnGrid(signal, blockLengths: blockLengths) {
      stage.update(amountPercent: amountPercent($0), mix: 0.18)
    } process: {
      stage.process(&$0)
    }
  }

  // The law is ±0.5 dB; the echo was chosen for 0.2 dB at these rates, and 30 s of noise add 0.1 dB.
  @Test("side keeps its third octaves", arguments: [44_100.0, 48_000, 96_000], [true, false])
  func spectrum(sampleRate: Double, isPink: Bool) {
    let noise =
      isPink
      ? pinkNoise(seconds: 30, sampleRate: sampleRate)
      : whiteNoise(amplitude: 0.3, seconds: 30, sampleRate: sampleRate)
    let before = SideSignals.thirdOctaves(right(noise), sampleRate: sampleRate)
    let result = output(of: noise, sampleRate: sampleRate) { _ in 200 }
    let after = SideSignals.thirdOctaves(right(result), sampleRate: sampleRate)
    for (a, b) in zip(after, before) { #expect(abs(a - b) < 0.35) }
  }

  /// What the stage makes of an impulse in side, less the impulse.
  private func echo(sampleRate: Double) -> (after: [Double], energy: Double) {
    var impulse = silence(seconds: 0.1, sampleRate: sampleRate)
    impulse[0] = Frame(1, 1)
    let after = right(output(of: impulse, sampleRate: sampleRate) { _ in 200 })
    return (after, after.reduce(0) { $0 + $1 * $1 })
  }

  @Test("nothing comes later than 8 ms, and most of the echo within 4 ms")
  func noSmear() {
    let (after, energy) = echo(sampleRate: 48_000)
    let late = after[Int(0.008 * 48_000)...].reduce(0) { $0 + $1 * $1 }
    // What still moves is the high-pass after the last tap, 1.2 ms later: -80 dB.
    #expect(late < 1e-8 * energy)
    let echoes = after[20...].reduce(0) { $0 + $1 * $1 }
    let early = after[20..<192].reduce(0) { $0 + $1 * $1 }
    #expect(early > 0.5 * echoes)
    #expect(after[0] * after[0] > 0.8 * energy)
  }

  // A comb is a peak in the autocorrelation: one echo at the gain the original had stands at 0.18.
  @Test("no delay stands out as a comb's does")
  func noComb() {
    let (after, energy) = echo(sampleRate: 48_000)
    for delay in 30..<400 {
      let product = zip(after, after[delay...]).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(product) < 0.15 * energy)
    }
  }

  @Test("above 2 kHz side is as much like itself as was asked")
  func decorrelation() {
    let noise = whiteNoise(amplitude: 0.3, seconds: 10, sampleRate: 48_000)
    let above = { (signal: Signal) -> [Double] in
      // Two octaves above the corner the blend is there in full.
      var band = BandPass(lowHertz: 6_000, highHertz: 14_000, sampleRate: 48_000)
      return signal.map { band.process(DoubleFrame(repeating: Double($0.y))).y }
    }
    let dry = above(noise)
    for (percent, share) in [(100.0, 0.18), (200, 0.36), (400, 0.72)] {
      let wet = above(output(of: noise) { _ in percent })
      let product = zip(dry, wet).reduce(0) { $0 + $1.0 * $1.1 }
      let powers = dry.reduce(0) { $0 + $1 * $1 } * wet.reduce(0) { $0 + $1 * $1 }
      #expect(abs(product / powers.squareRoot() - (1 - share * share).squareRoot()) < 0.03)
    }
  }

  @Test("mid keeps its bits, and at 0 % side does too")
  func mid() {
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000)
    #expect(SideSignals.haveSameMid(output(of: signal) { _ in 200 }, signal))
    #expect(output(of: signal) { _ in 0 }.elementsEqual(signal))
  }

  @Test("after it has come back to 0 %, it is out of the path, and remembers nothing")
  func leaves() {
    let signal = pinkNoise(seconds: 0.4, sampleRate: 48_000)
    let result = output(of: signal) { $0 < 3_200 ? 150 : $0 < 12_800 ? 0 : 150 }
    #expect(result[(3_200 + 24 * 64)..<12_800].elementsEqual(signal[(3_200 + 24 * 64)..<12_800]))
    #expect(result[3_100] != signal[3_100])
    let fresh = output(of: Signal(signal[12_736...])) { $0 < 64 ? 0 : 150 }
    #expect(result[12_736...].elementsEqual(fresh))
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

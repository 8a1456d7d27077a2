import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct MicrodetailTests {
  /// The balance of a signal in mid and side, as a capture would find it.
  private func balance(of signal: Signal, sampleRate: Double = 48_000) -> TrackBalance {
    let stage = Microdetail(sampleRate: sampleRate)
    let spectrum = Spectrum(right(signal), sampleRate: sampleRate, length: 8_192)
    var balance = TrackBalance()
    balance.trust = 1
    for power in weightedPowers(of: signal, sampleRate: sampleRate) {
      balance.loudnessPower += 2 * power / Double(signal.count)
    }
    for k in 1..<4_096 {
      let hertz = Double(k) * spectrum.binHertz
      balance.detailPower +=
        spectrum.meanSquare(fromHertz: hertz, toHertz: hertz) * stage.detailGain(hertz: hertz)
    }
    return balance
  }

  private func output(
    of signal: Signal, balance: TrackBalance, sampleRate: Double = 48_000,
    blockLengths: [Int] = [64], amountPercent: (_ frame: Int) -> Double = { _ in 100 }
  ) -> Signal {
    var stage = Microdetail(sampleRate: sampleRate)
    return renderedOnGrid(signal, blockLengths: blockLengths) {
      stage.update(
        amountPercent: amountPercent($0), amount: 0.22, thresholdDecibels: -34,
        maximumBoostDecibels: 3.5, mix: 0.65, balance: balance)
    } process: {
      stage.process(&$0)
    }
  }

  /// Noise whose side is loud for a second and `quietDecibels` quieter for the next.
  private func swells(quietDecibels: Double, sampleRate: Double = 48_000) -> Signal {
    let quiet = Float(amplitude(decibels: quietDecibels))
    let noise = pinkNoise(seconds: 8, sampleRate: sampleRate)
    return noise.indices.map { i in
      let isQuiet = i / Int(sampleRate) % 2 == 1
      return Frame(noise[i].x, noise[i].y * (isQuiet ? quiet : 1))
    }
  }

  /// By how much side grew in the band from 5 to 10 kHz, in a part of a signal, in dB.
  private func growth(
    _ output: Signal, _ input: Signal, seconds: Range<Double>, sampleRate: Double = 48_000
  ) -> Double {
    let range = Int(seconds.lowerBound * sampleRate)..<Int(seconds.upperBound * sampleRate)
    let powers = [output, input].map {
      Spectrum(right($0[range]), sampleRate: sampleRate, length: 4_096)
        .meanSquare(fromHertz: 5_000, toHertz: 10_000)
    }
    return decibels(power: powers[0] / powers[1])
  }

  @Test("what is 10 dB below the band's level comes up, what is at its level stays")
  func upward() {
    let signal = swells(quietDecibels: -10)
    let result = output(of: signal, balance: balance(of: signal))
    // Loud parts lie 2.6 dB above the mean, quiet ones 7.4 dB below: 0.22 · 7.4 = 1.6 dB, of which
    // 0.65 are let in, above 5 kHz nearly whole.
    #expect(abs(growth(result, signal, seconds: 2.5..<2.95)) < 0.15)
    #expect((0.8...1.3).contains(growth(result, signal, seconds: 1.5..<1.95)))
  }

  @Test("never more than the maximum")
  func maximum() {
    let signal = swells(quietDecibels: -20)
    let result = output(of: signal, balance: balance(of: signal)) { _ in 200 }
    // 1.3 times what 3.5 dB add.
    #expect(growth(result, signal, seconds: 1.5..<1.95) < decibels(amplitude: 1.65))
    #expect(growth(result, signal, seconds: 1.5..<1.95) > 3)
  }

  @Test("without trust nothing is boosted")
  func trust() {
    let signal = swells(quietDecibels: -10)
    #expect(output(of: signal, balance: TrackBalance()).elementsEqual(signal))
  }

  /// Noise at -70 dBFS, all of it in side.
  private func hiss(seconds: Double, sampleRate: Double = 48_000) -> Signal {
    let level = amplitude(decibels: -70) * 3.0.squareRoot()
    return whiteNoise(amplitude: level, seconds: seconds, sampleRate: sampleRate, seed: 9)
      .map { Frame(0, $0.y) }
  }

  @Test("hiss at -70 dBFS stays where it is: alone, in the gaps of music, and when it has ended")
  func hiss() {
    let noise = hiss(seconds: 8)
    for level in [0.0, -24] {
      let music = scaled(pinkNoise(seconds: 8, sampleRate: 48_000), decibels: level)
      let gated = mix(
        noise, music.indices.map { $0 / 24_000 % 2 == 0 && $0 < 240_000 ? music[$0] : .zero })
      let result = output(of: gated, balance: balance(of: gated)) { _ in 200 }
      // The gain takes 0.1 s to let go of music that ends within a frame.
      for gap in [0.6..<1.0, 1.6..<2.0, 2.6..<3.0, 4.6..<8.0] {
        #expect(abs(growth(result, gated, seconds: gap)) < 0.05)
      }
      let alone = output(of: noise, balance: balance(of: gated)) { _ in 200 }
      #expect(abs(growth(alone, noise, seconds: 0.5..<8)) < 0.05)
    }
    let own = output(of: noise, balance: balance(of: noise)) { _ in 200 }
    #expect(abs(growth(own, noise, seconds: 0.5..<8)) < 0.05)
  }

  @Test("does the same to a mix 12 dB louder or quieter", arguments: [12.0, -12])
  func levels(decibels: Double) {
    let signal = swells(quietDecibels: -15)
    let plain = output(of: signal, balance: balance(of: signal))
    let other = scaled(signal, decibels: decibels)
    let result = output(of: other, balance: balance(of: other))
    for second in [0.5, 1.5, 2.5, 3.5] {
      let range = second..<second + 0.4
      let difference =
        growth(result, other, seconds: range) - growth(plain, signal, seconds: range)
      #expect(abs(difference) < 0.05)
    }
  }

  @Test("does the same at every rate", arguments: [44_100.0, 96_000])
  func rates(sampleRate: Double) {
    // Tones, so that every rate has the same: 3, 5 and 9 kHz, which swell at 1.5 Hz.
    let programme = { (rate: Double) -> Signal in
      (0..<Int(4 * rate)).map { i in
        let time = Double(i) / rate
        let tones = [3_000.0, 5_000, 9_000].reduce(0) { $0 + sin(2 * .pi * $1 * time) }
        let swell = pow(10, 0.5 * (cos(2 * .pi * 1.5 * time) - 1))
        return Frame(Float(0.1 * sin(2 * .pi * 200 * time)), Float(0.03 * swell * tones))
      }
    }
    let levels = [48_000, sampleRate].map { rate -> [Double] in
      let signal = programme(rate)
      let result = output(
        of: signal, balance: balance(of: signal, sampleRate: rate), sampleRate: rate
      ) {
        _ in 200
      }
      let spectrum = Spectrum(right(result), sampleRate: rate)
      return [3_000.0, 5_000, 9_000].map {
        decibels(power: spectrum.meanSquare(fromHertz: $0 - 300, toHertz: $0 + 300))
      }
    }
    for (a, b) in zip(levels[0], levels[1]) { #expect(abs(a - b) < 0.05) }
  }

  @Test("mid keeps its bits, and at 0 % side does too")
  func mid() {
    let signal = swells(quietDecibels: -10)
    let known = balance(of: signal)
    #expect(SideSignals.haveSameMid(output(of: signal, balance: known), signal))
    #expect(output(of: signal, balance: known) { _ in 0 }.elementsEqual(signal))
    let left = output(of: signal, balance: known) { $0 < 96_000 ? 100 : 0 }
    #expect(left[98_000...].elementsEqual(signal[98_000...]))
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = Signal(swells(quietDecibels: -10)[24_000..<72_000])
    let known = balance(of: signal)
    let amount = { (frame: Int) -> Double in [0, 100, 200, 0, 30, 31][frame / 4_800 % 6] }
    #expect(
      output(of: signal, balance: known, blockLengths: blockLengths, amountPercent: amount)
        .elementsEqual(output(of: signal, balance: known, amountPercent: amount)))
  }

  @Test("moves without a click")
  func clickFree() {
    let tone = SideSignals.tone(hertz: 100, seconds: 2)
    // The band's level is set far above what the tone leaves in it, so that the boost is at its maximum.
    var known = balance(of: tone)
    known.detailPower *= 30
    known.loudnessPower *= 0.01
    let result = output(of: tone, balance: known) { [100, 0, 200, 50][$0 / 9_600 % 4] }
    #expect(SideSignals.clickDecibels(right(result)) < -66)
    #expect(!result.elementsEqual(tone))
  }

  @Test(
    "stays finite at 8 and at 384 kHz, through a burst and silence", arguments: [8_000.0, 384_000])
  func survives(sampleRate: Double) {
    let music = pinkNoise(seconds: 0.3, sampleRate: sampleRate)
    let burst = scaled(whiteNoise(seconds: 0.02, sampleRate: sampleRate), decibels: 40)
    let pause = silence(seconds: 0.1, sampleRate: sampleRate)
    let known = balance(of: music, sampleRate: sampleRate)
    let result = output(of: pause + burst + music + pause, balance: known, sampleRate: sampleRate) {
      _ in 200
    }
    #expect(result.allSatisfy { $0.y.isFinite })
    #expect(result[..<pause.count].allSatisfy { $0.y == 0 })
    let dry = pause + burst + music
    var added = 0.0
    var power = 0.0
    for i in pause.count + burst.count + Int(0.05 * sampleRate)..<dry.count {
      let side = Double(dry[i].y)
      added += (Double(result[i].y) - side) * (Double(result[i].y) - side)
      power += side * side
    }
    // The boost never adds more than 1.3 times what 3.5 dB do, to the whole of side.
    #expect(added < 0.65 * 0.65 * power)
  }
}

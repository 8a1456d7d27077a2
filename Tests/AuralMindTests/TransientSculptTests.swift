import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct TransientSculptTests {
  /// The output with the preset Club's values.
  private func render(
    _ signal: Signal, boostDecibels: Double = 2.4, mix: Double = 0.38,
    sampleRate: Double = 48_000, blockLengths: [Int] = [64],
    amountPercent: (_ frame: Int) -> Double = { _ in 100 }
  ) -> Signal {
    let lookahead = lookaheadFrames(sampleRate: sampleRate)
    var stage = TransientSculpt(sampleRate: sampleRate, lookaheadFrames: lookahead)
    return renderedOnGrid(signal, lookaheadFrames: lookahead, blockLengths: blockLengths) {
      stage.update(amountPercent: amountPercent($0), boostDecibels: boostDecibels, mix: mix)
    } process: {
      stage.process(&$0, ahead: $1)
    }
  }

  /// Drum hits, two a second, in a bed 30 dB below their peaks.
  private func beat(seconds: Double = 4, sampleRate: Double = 48_000) -> Signal {
    mix(
      drums(amplitude: 0.8, seconds: seconds, sampleRate: sampleRate),
      pinkNoise(rms: 0.02, seconds: seconds, sampleRate: sampleRate, seed: 4))
  }

  /// By how much part of each hit is louder than in the input, in dB, over the hits from the third on.
  private func lift(
    _ signal: Signal, _ output: Signal, fromMilliseconds: Double, toMilliseconds: Double,
    sampleRate: Double = 48_000
  ) -> Double {
    let period = Int(0.5 * sampleRate)
    var before = 0.0
    var after = 0.0
    for start in stride(from: 2 * period, to: signal.count - period, by: period) {
      let first = start + Int(fromMilliseconds * 0.001 * sampleRate)
      let last = start + Int(toMilliseconds * 0.001 * sampleRate)
      before += meanSquare(left(signal[first..<last]))
      after += meanSquare(left(output[first..<last]))
    }
    return decibels(power: after / before)
  }

  @Test("at 0 % the output is the input to the last bit")
  func neutral() {
    #expect(render(beat()) { _ in 0 }.elementsEqual(beat()))
    #expect(render(beat(), boostDecibels: 0).elementsEqual(beat()))
  }

  @Test("50 ms after it has come back to 0 %, the output is the input to the last bit")
  func leaves() {
    let signal = beat()
    // The turn lies in the attack of the fourth hit.
    let turn = 72_128
    let output = render(signal) { $0 < turn ? 200 : 0 }
    #expect(output[(turn + 2_400)...].elementsEqual(signal[(turn + 2_400)...]))
    #expect(output[turn] != signal[turn])
  }

  @Test("leaves side alone to the last bit")
  func side() {
    let signal = beat()
    let output = render(signal) { _ in 200 }
    #expect(output.lazy.map(\.y).elementsEqual(signal.lazy.map(\.y)))
    #expect(!output.elementsEqual(signal))
  }

  // The gain is on its way up in the first half millisecond, hence the 0.15 dB.
  @Test(
    "raises the attack of a drum by what the preset's blend comes to, times the amount",
    arguments: [(2.4, 0.38, 100.0), (2.4, 0.38, 200), (1.6, 0.26, 100), (1.6, 0.26, 200)])
  func attack(boostDecibels: Double, mix: Double, amountPercent: Double) {
    let signal = beat()
    let output = render(signal, boostDecibels: boostDecibels, mix: mix) { _ in amountPercent }
    let blended = 1 + mix * (amplitude(decibels: boostDecibels) - 1)
    let asked = decibels(amplitude: blended) * amountPercent / 100
    let attack = lift(signal, output, fromMilliseconds: 0, toMilliseconds: 8)
    #expect(attack < asked + 0.001 && attack > asked - 0.15)
    // The decay is left as it was.
    #expect(lift(signal, output, fromMilliseconds: 40, toMilliseconds: 400) < 0.05)
  }

  @Test("between attacks no bit is touched")
  func between() {
    let signal = beat()
    let output = render(signal) { _ in 200 }
    #expect(output[52_800..<71_900].elementsEqual(signal[52_800..<71_900]))
  }

  @Test(
    "does nothing to a steady tone",
    arguments: [40.0, 55, 110, 440, 1_000, 4_000, 10_000])
  func steadyTones(hertz: Double) {
    let tone = sine(hertz: hertz, amplitude: 0.5, seconds: 2, sampleRate: 48_000)
    let output = render(tone) { _ in 200 }
    #expect(output[24_000...].elementsEqual(tone[24_000...]))
    // Nor to a saw tooth, whose every period is a click.
    let saw = (0..<96_000).map { i in
      let turns = (hertz * Double(i) / 48_000).truncatingRemainder(dividingBy: 1)
      return Frame(repeating: Float(turns - 0.5))
    }
    #expect(render(saw) { _ in 200 }[24_000...].elementsEqual(saw[24_000...]))
  }

  @Test("does next to nothing to steady noise", arguments: [20.0, 200, 2_000])
  func steadyNoise(hertz: Double) {
    let pink = pinkNoise(seconds: 10, sampleRate: 48_000)
    let narrow = banded(pink, from: hertz, to: 4 * hertz, sampleRate: 48_000)
    for noise in [pink, narrow] {
      let output = render(noise) { _ in 200 }
      let change = decibels(power: meanSquare(left(output)) / meanSquare(left(noise)))
      #expect(change >= 0 && change < 0.1)
    }
  }

  @Test("leaves a track alone that has peaks enough")
  func crestGuard() {
    // A crest of 25 dB: the same hits, four times as far apart.
    let hits = drums(amplitude: 0.8, beatsPerMinute: 30, seconds: 8, sampleRate: 48_000)
      .enumerated().map { $1 * Float(exp(-Double($0 % 96_000) / 480)) }
    let signal = mix(hits, pinkNoise(rms: 0.005, seconds: 8, sampleRate: 48_000))
    let crest = decibels(
      power: left(signal).map { $0 * $0 }.max().map { $0 / meanSquare(left(signal)) } ?? 0)
    #expect(crest > 19.5)
    #expect(render(signal) { _ in 200 }[4_800...].elementsEqual(signal[4_800...]))
  }

  @Test("the same beat 12 dB louder or quieter gets the same attack", arguments: [-12.0, 12])
  func level(shiftDecibels: Double) {
    let usual = render(beat())
    let shifted = render(scaled(beat(), decibels: shiftDecibels))
    let gain = Float(amplitude(decibels: shiftDecibels))
    #expect(zip(usual, shifted).allSatisfy { abs($0.x * gain - $1.x) < 1e-5 * gain })
  }

  // Hits without noise, which would be another at every rate.
  @Test("sounds the same at every rate", arguments: [44_100.0, 96_000, 192_000])
  func rates(sampleRate: Double) {
    let struck = { (sampleRate: Double) -> Signal in
      (0..<Int(4 * sampleRate)).map { i in
        let time = (Double(i) / sampleRate).truncatingRemainder(dividingBy: 0.5)
        let body = exp(-time / 0.12) * sin(2 * .pi * 55 * time)
        let click = exp(-time / 0.01) * sin(2 * .pi * 2_000 * time)
        return Frame(repeating: Float(0.4 * body + 0.4 * click))
      }
    }
    let signal = struck(sampleRate)
    let output = render(signal, sampleRate: sampleRate) { _ in 200 }
    let usual = struck(48_000)
    let reference = render(usual) { _ in 200 }
    for (from, to) in [(0.0, 5.0), (5, 10), (10, 20), (20, 40)] {
      let here = lift(
        signal, output, fromMilliseconds: from, toMilliseconds: to, sampleRate: sampleRate)
      let there = lift(usual, reference, fromMilliseconds: from, toMilliseconds: to)
      #expect(abs(here - there) < 0.1)
    }
  }

  @Test("has the same bits for any split", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let amount = { (frame: Int) -> Double in [200, 100, 0, 30, 200][frame / 9_600 % 5] }
    let split = render(beat(), blockLengths: blockLengths, amountPercent: amount)
    #expect(split.elementsEqual(render(beat(), amountPercent: amount)))
  }

  @Test("moves without a click, its amount and its gain")
  func clickFree() {
    // A low sine that is struck: hits of 2 kHz, which set the gain off, and nothing above 4 kHz.
    let low = sine(hertz: 60, amplitude: 0.5, seconds: 4, sampleRate: 48_000)
    let signal = low.enumerated().map { i, frame in
      let time = Double(i % 14_400) / 48_000
      let hit = 0.4 * exp(-time / 0.03) * (1 - exp(-time / 0.004)) * sin(2 * .pi * 2_000 * time)
      return frame + Frame(repeating: Float(hit))
    }
    let output = render(signal) { [200, 40, 200, 0, 100][min($0 / 38_400, 4)] }
    let difference = zip(output, signal).map { Double($0.x - $1.x) }
    #expect(decibels(power: meanSquare(difference) / 0.125) > -50)
    let clicks = Spectrum(difference, sampleRate: 48_000)
      .meanSquare(fromHertz: 4_000, toHertz: 24_000)
    #expect(decibels(power: clicks / 0.125) < -66)
  }

  @Test("survives a burst of +40 dBFS, and keeps silence silent")
  func survival() {
    let burst = whiteNoise(amplitude: 100, seconds: 0.2, sampleRate: 48_000)
    let quiet = silence(seconds: 0.5, sampleRate: 48_000)
    let tone = sine(hertz: 1_000, amplitude: 0.3, seconds: 1, sampleRate: 48_000)
    let output = render(quiet + burst + quiet + tone) { _ in 200 }
    #expect(output.allSatisfy { $0.x.isFinite })
    #expect(output[..<24_000].allSatisfy { $0.x == 0 })
    #expect(output[33_600..<57_600].allSatisfy { $0.x == 0 })
    #expect(output[60_000...].elementsEqual(tone[2_400...]))
  }

  @Test("reset forgets and jumps to what is asked")
  func resetForgets() {
    let signal = beat(seconds: 2)
    var stage = TransientSculpt(sampleRate: 48_000, lookaheadFrames: 33)
    var outputs: [Signal] = []
    for percent in [200.0, 100] {
      stage.reset()
      outputs.append(
        renderedOnGrid(signal, lookaheadFrames: 33) { _ in
          stage.update(amountPercent: percent, boostDecibels: 2.4, mix: 0.38)
        } process: {
          stage.process(&$0, ahead: $1)
        })
    }
    #expect(outputs[1].elementsEqual(render(signal)))
  }
}

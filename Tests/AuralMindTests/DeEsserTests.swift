import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct DeEsserTests {
  /// The output with the preset Club's values, and the greatest dip that the stage tells of.
  private func render(
    _ signal: Signal, balance: TrackBalance, sampleRate: Double = 48_000,
    blockLengths: [Int] = [64], amountPercent: (_ frame: Int) -> Double = { _ in 100 },
    thresholdOffsetDecibels: (_ frame: Int) -> Double = { _ in 0 }
  ) -> (output: Signal, dipDecibels: Double) {
    let lookahead = lookaheadFrames(sampleRate: sampleRate)
    var stage = DeEsser(sampleRate: sampleRate, lookaheadFrames: lookahead)
    let output = renderedOnGrid(signal, lookaheadFrames: lookahead, blockLengths: blockLengths) {
      stage.update(
        amountPercent: amountPercent($0), thresholdOffsetDecibels: thresholdOffsetDecibels($0),
        ratio: 3, mix: 0.55, balance: balance)
    } process: {
      stage.process(&$0, ahead: $1)
    }
    return (output, Double(stage.greatestDipDecibels))
  }

  /// A track whose sibilants lie 12 dB above what the band is like as a rule.
  private var knownBalance: TrackBalance {
    var balance = TrackBalance()
    balance.trust = 1
    balance.midPower = 1
    balance.sibilancePower = pow(10, -2.3)
    return balance
  }

  @Test("at 0 % the output is the input to the last bit")
  func neutral() {
    let signal = Sibilants.sung(riseMilliseconds: 15, seconds: 2, sampleRate: 48_000).signal
    let (output, dip) = render(signal, balance: knownBalance) { _ in 0 }
    #expect(output.elementsEqual(signal))
    #expect(dip == 0)
  }

  @Test("50 ms after it has come back to 0 %, the output is the input to the last bit")
  func leaves() {
    let mix = Sibilants.sung(riseMilliseconds: 15, seconds: 3, sampleRate: 48_000)
    // In the middle of the second s.
    let turn = mix.starts[1] + 2_400
    let (output, _) = render(mix.signal, balance: knownBalance) { $0 < turn ? 200 : 0 }
    #expect(output[(turn + 2_400)...].elementsEqual(mix.signal[(turn + 2_400)...]))
    #expect(output[turn] != mix.signal[turn])
  }

  @Test("leaves side alone to the last bit")
  func side() {
    let signal = Sibilants.sung(riseMilliseconds: 15, seconds: 3, sampleRate: 48_000).signal
    let (output, dip) = render(signal, balance: knownBalance) { _ in 200 }
    #expect(dip > 3)
    #expect(output.lazy.map(\.y).elementsEqual(signal.lazy.map(\.y)))
  }

  // The band from 6 to 9 kHz of the s itself, once it has risen; the greatest dip is at the centre.
  @Test(
    "softens a sibilant by 2 to 4 dB, in a known track and in an unknown one",
    arguments: [10.0, 20, 30], [60.0, 100, 150])
  func sibilants(riseMilliseconds: Double, milliseconds: Double) {
    let mix = Sibilants.sung(
      riseMilliseconds: riseMilliseconds, milliseconds: milliseconds, sampleRate: 48_000)
    for balance in [knownBalance, TrackBalance()] {
      let (output, dip) = render(mix.signal, balance: balance)
      #expect(dip > 2 && dip < 4)
      let changes = mix.starts.map { start -> Double in
        let whole = start + Int(riseMilliseconds * 48)..<start + Int(milliseconds * 48)
        return levelChange(
          mix.signal[whole], output[whole], fromHertz: 6_000, toHertz: 9_000, sampleRate: 48_000)
      }
      let mean = changes.reduce(0, +) / Double(changes.count)
      #expect(mean < -1.5 && mean > -4)
    }
  }

  @Test("even at 200 % no sibilant loses more than 6.6 dB")
  func deepest() {
    let loud = Sibilants.sung(riseMilliseconds: 20, milliseconds: 150, sampleRate: 48_000).signal
    let sharp = zip(
      loud, banded(scaled(loud, decibels: 12), from: 6_000, to: 10_000, sampleRate: 48_000)
    ).map { $0 + $1 }
    let (_, dip) = render(sharp, balance: knownBalance) { _ in 200 }
    #expect(dip > 5 && dip < 6.6)
  }

  @Test("dips the same, and no less, on a sibilant between hi-hats than the hats leave room for")
  func amongHats() {
    let sung = Sibilants.sung(riseMilliseconds: 20, sampleRate: 48_000)
    let hats = Sibilants.struck(
      from: 7_000, decayMilliseconds: 20, periodSeconds: 0.25, sampleRate: 48_000)
    let signal = mix(sung.signal, scaled(hats.signal, decibels: -10))
    let (_, dip) = render(signal, balance: knownBalance)
    #expect(dip > 2)
  }

  @Test(
    "does not dull drums: hi-hats, open ones, sixteenths, snares and claps",
    arguments: [(7_000.0, 15.0, 0.25), (6_000, 60, 0.5), (7_000, 30, 0.11), (1_000, 60, 0.5)])
  func drums(lowHertz: Double, decayMilliseconds: Double, periodSeconds: Double) {
    let hits = Sibilants.struck(
      from: lowHertz, decayMilliseconds: decayMilliseconds, periodSeconds: periodSeconds,
      sampleRate: 48_000)
    let (output, _) = render(hits.signal, balance: TrackBalance())
    for centre in [5_000.0, 6_300, 8_000, 10_000, 12_500] {
      let low = centre * pow(2, -1.0 / 6)
      let high = centre * pow(2, 1.0 / 6)
      let whole = levelChange(
        hits.signal, output, fromHertz: low, toHertz: high, sampleRate: 48_000)
      #expect(abs(whole) < 0.1)
      for start in hits.starts {
        // 8 ms from 1 ms before the hit on: the window of the spectrum weighs the middle most.
        let onset = start - 48..<start + 384
        let change = levelChange(
          hits.signal[onset], output[onset], fromHertz: low, toHertz: high, sampleRate: 48_000)
        #expect(abs(change) < 0.3)
      }
    }
  }

  @Test("the same mix 12 dB louder or quieter gets the same dip", arguments: [-12.0, 12])
  func level(shiftDecibels: Double) {
    let signal = Sibilants.sung(riseMilliseconds: 15, seconds: 3, sampleRate: 48_000).signal
    let (usual, dip) = render(signal, balance: knownBalance)
    let (shifted, shiftedDip) = render(
      scaled(signal, decibels: shiftDecibels),
      balance: scaled(knownBalance, decibels: shiftDecibels))
    let gain = Float(amplitude(decibels: shiftDecibels))
    #expect(dip > 2 && abs(dip - shiftedDip) < 0.001)
    #expect(zip(usual, shifted).allSatisfy { abs($0.x * gain - $1.x) < 1e-5 * gain })
  }

  @Test("does not dip steady tones and noise, however bright", arguments: [1_000.0, 7_200, 9_000])
  func steady(hertz: Double) {
    let tone = sine(hertz: hertz, amplitude: 0.3, seconds: 2, sampleRate: 48_000)
    #expect(render(tone, balance: TrackBalance()).output[48_000...].elementsEqual(tone[48_000...]))
    let pink = pinkNoise(seconds: 5, sampleRate: 48_000)
    let white = whiteNoise(amplitude: 0.3, seconds: 5, sampleRate: 48_000)
    for noise in [pink, white] {
      let (output, _) = render(noise, balance: TrackBalance()) { _ in 200 }
      let change = levelChange(
        noise, output, fromHertz: 5_600, toHertz: 9_000, sampleRate: 48_000)
      #expect(abs(change) < 0.03)
    }
  }

  // Noise differs with the rate: the means over nine sibilants hold within 0.3 dB.
  @Test("dips the same at every rate", arguments: [44_100.0, 96_000, 192_000])
  func rates(sampleRate: Double) {
    let here = Sibilants.sung(riseMilliseconds: 20, seconds: 6, sampleRate: sampleRate).signal
    let there = Sibilants.sung(riseMilliseconds: 20, seconds: 6, sampleRate: 48_000).signal
    let change = levelChange(
      here, render(here, balance: knownBalance, sampleRate: sampleRate).output, fromHertz: 6_000,
      toHertz: 9_000, sampleRate: sampleRate)
    let reference = levelChange(
      there, render(there, balance: knownBalance).output, fromHertz: 6_000, toHertz: 9_000,
      sampleRate: 48_000)
    #expect(abs(change - reference) < 0.3)
  }

  @Test("is out of the path where its band lies beyond Nyquist", arguments: [8_000.0, 12_000])
  func lowRates(sampleRate: Double) {
    let noise = whiteNoise(amplitude: 0.5, seconds: 1, sampleRate: sampleRate)
    let (output, _) = render(noise, balance: knownBalance, sampleRate: sampleRate) { _ in 200 }
    #expect(output.elementsEqual(noise))
  }

  @Test("has the same bits for any split", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = Sibilants.sung(riseMilliseconds: 15, seconds: 3, sampleRate: 48_000).signal
    let amount = { (frame: Int) -> Double in [0, 100, 200, 0, 30][frame / 4_800 % 5] }
    let (split, _) = render(
      signal, balance: knownBalance, blockLengths: blockLengths, amountPercent: amount)
    let (whole, _) = render(signal, balance: knownBalance, amountPercent: amount)
    #expect(split.elementsEqual(whole))
  }

  // The gains are those of the sibilants ahead, the sound they work on is a low sine alone.
  @Test("moves without a click: nothing is heard of it on a low sine")
  func clickFree() {
    let sung = Sibilants.sung(riseMilliseconds: 20, seconds: 2, sampleRate: 48_000).signal
    let low = sine(hertz: 60, amplitude: 0.5, seconds: 2, sampleRate: 48_000)
    var stage = DeEsser(sampleRate: 48_000, lookaheadFrames: 33)
    var start = 0
    let output = renderedOnGrid(sung, lookaheadFrames: 33) { frame in
      stage.update(
        amountPercent: [200, 0, 100, 20, 200][min(frame / 9_600, 4)],
        thresholdOffsetDecibels: frame / 7_200 % 2 == 0 ? -6 : 1, ratio: 3, mix: 0.55,
        balance: knownBalance)
    } process: { piece, ahead in
      for i in piece.indices { piece[i] = low[start + i] }
      start += piece.count
      stage.process(&piece, ahead: ahead)
    }
    #expect(stage.greatestDipDecibels > 5)
    let clicks = Spectrum(left(output), sampleRate: 48_000)
      .meanSquare(fromHertz: 4_000, toHertz: 24_000)
    #expect(decibels(power: clicks / 0.125) < -80)
  }

  @Test("survives a burst of +40 dBFS, and keeps silence silent")
  func survival() {
    let burst = whiteNoise(amplitude: 100, seconds: 0.2, sampleRate: 48_000)
    let quiet = silence(seconds: 0.5, sampleRate: 48_000)
    let tone = sine(hertz: 1_000, amplitude: 0.3, seconds: 1, sampleRate: 48_000)
    let (output, _) = render(quiet + burst + quiet + tone, balance: knownBalance) { _ in 200 }
    #expect(output.allSatisfy { $0.x.isFinite })
    #expect(output[..<23_900].allSatisfy { $0.x == 0 })
    #expect(output[36_000..<57_600].allSatisfy { abs($0.x) < 1e-4 })
    let fit = SineFit(left(output[60_000...]), hertz: 1_000, sampleRate: 48_000)
    #expect(abs(decibels(amplitude: fit.amplitude / 0.3)) < 0.01)
  }

  @Test("reset forgets and jumps to what is asked")
  func resetForgets() {
    let signal = Sibilants.sung(riseMilliseconds: 15, seconds: 2, sampleRate: 48_000).signal
    var stage = DeEsser(sampleRate: 48_000, lookaheadFrames: 33)
    var outputs: [Signal] = []
    for percent in [200.0, 100] {
      stage.reset()
      outputs.append(
        renderedOnGrid(signal, lookaheadFrames: 33) { _ in
          stage.update(
            amountPercent: percent, thresholdOffsetDecibels: 0, ratio: 3, mix: 0.55,
            balance: knownBalance)
        } process: {
          stage.process(&$0, ahead: $1)
        })
    }
    #expect(outputs[1].elementsEqual(render(signal, balance: knownBalance).output))
  }
}

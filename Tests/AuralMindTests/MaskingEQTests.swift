import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct MaskingEQTests {
  /// The output for a track of a known balance, and the greatest dip that the stage tells of.
  private func render(
    _ signal: Signal, balance: TrackBalance, maximumDipDecibels: Double = 1.5,
    sampleRate: Double = 48_000, blockLengths: [Int] = [64],
    amountPercent: (_ frame: Int) -> Double = { _ in 100 }
  ) -> (output: Signal, dipDecibels: Double) {
    let lookahead = lookaheadFrames(sampleRate: sampleRate)
    var stage = MaskingEQ(sampleRate: sampleRate)
    let output = renderedOnGrid(signal, lookaheadFrames: lookahead, blockLengths: blockLengths) {
      stage.update(
        amountPercent: amountPercent($0), maximumDipDecibels: maximumDipDecibels, balance: balance)
    } process: {
      stage.process(&$0, ahead: $1)
    }
    return (output, Double(stage.greatestDipDecibels))
  }

  /// A tone in the low mids over one in the presence.
  private func thick(
    seconds: Double = 2, sampleRate: Double = 48_000, lowMid: Double = 0.3
  ) -> Signal {
    mix(
      sine(hertz: 300, amplitude: lowMid, seconds: seconds, sampleRate: sampleRate),
      sine(hertz: 3_000, amplitude: 0.1, seconds: seconds, sampleRate: sampleRate))
  }

  /// The balance of a track in which the low mids of `thick` lie `excess` dB too high.
  private func thinBalance(excess: Double = 15) -> TrackBalance {
    var balance = balance(of: thick(), sampleRate: 48_000)
    balance.lowMidPower *= pow(10, -excess / 10)
    return balance
  }

  @Test("at 0 % the output is the input to the last bit")
  func neutral() {
    let (output, dip) = render(thick(), balance: thinBalance()) { _ in 0 }
    #expect(output.elementsEqual(thick()))
    #expect(dip == 0)
  }

  @Test("50 ms after it has come back to 0 %, the output is the input to the last bit")
  func leaves() {
    let (output, _) = render(thick(), balance: thinBalance()) { $0 < 48_000 ? 200 : 0 }
    #expect(output[50_400...].elementsEqual(thick()[50_400...]))
    #expect(output[47_000] != thick()[47_000])
  }

  @Test("leaves side alone to the last bit")
  func side() {
    let signal = mix(thick(), pinkNoise(seconds: 2, sampleRate: 48_000))
    let (output, dip) = render(signal, balance: thinBalance()) { _ in 200 }
    #expect(dip > 1)
    #expect(output.lazy.map(\.y).elementsEqual(signal.lazy.map(\.y)))
  }

  @Test(
    "a lasting strong excess gets the whole dip, no more, and the dip at 300 Hz is the one told",
    arguments: [(100.0, 1.5), (200, 1.5), (50, 1.0)])
  func wholeDip(amountPercent: Double, maximumDipDecibels: Double) {
    let (output, dip) = render(
      thick(), balance: thinBalance(), maximumDipDecibels: maximumDipDecibels
    ) { _ in amountPercent }
    let whole = maximumDipDecibels * amountPercent / 100
    #expect(dip > whole - 0.02 && dip <= whole)
    let tone = SineFit(left(output[72_000...]), hertz: 300, sampleRate: 48_000)
    #expect(abs(decibels(amplitude: tone.amplitude / 0.3) + dip) < 0.05)
    let presence = SineFit(left(output[72_000...]), hertz: 3_000, sampleRate: 48_000)
    #expect(abs(decibels(amplitude: presence.amplitude / 0.1)) < 0.05)
  }

  // A third octave round the dip's centre holds a mean over 20 s: 0.03 dB is inaudible.
  @Test("a track at its own balance is not dipped")
  func ownBalance() {
    let signal = pinkNoise(seconds: 20, sampleRate: 48_000)
    let (output, _) = render(signal, balance: balance(of: signal, sampleRate: 48_000)) { _ in 200 }
    let change = levelChange(signal, output, fromHertz: 267, toHertz: 337, sampleRate: 48_000)
    #expect(abs(change) < 0.03)
  }

  @Test("dips in the moments that are thick, and only in these")
  func moments() {
    let bed = pinkNoise(seconds: 15, sampleRate: 48_000)
    let low = banded(
      pinkNoise(rms: 0.4, seconds: 15, sampleRate: 48_000, seed: 7), from: 220, to: 360,
      sampleRate: 48_000)
    // The first half second of every three is thick.
    let signal = bed.indices.map { bed[$0] + ($0 % 144_000 < 24_000 ? low[$0] : .zero) }
    let (output, _) = render(signal, balance: balance(of: signal, sampleRate: 48_000)) { _ in 200 }
    for bar in 1..<5 {
      let start = bar * 144_000
      let thick = start + 14_400..<start + 24_000
      #expect(
        levelChange(
          signal[thick], output[thick], fromHertz: 267, toHertz: 337, sampleRate: 48_000) < -1)
      // The powers and the dip have gone back, by 150 ms each.
      let thin = start + 62_400..<start + 139_200
      #expect(
        levelChange(
          signal[thin], output[thin], fromHertz: 267, toHertz: 337, sampleRate: 48_000) > -0.1)
    }
  }

  @Test("leaves the low mids alone where there is nothing to unmask, or nothing is known")
  func nothingToUnmask() {
    let bass = sine(hertz: 300, amplitude: 0.3, seconds: 3, sampleRate: 48_000)
    // The short-term powers begin at the track's own: what they still hold of presence fades.
    let (solo, _) = render(bass, balance: thinBalance())
    #expect(solo[96_000...].elementsEqual(bass[96_000...]))
    var unknown = thinBalance()
    unknown.trust = 0
    #expect(render(thick(), balance: unknown).output.elementsEqual(thick()))
    #expect(render(thick(), balance: TrackBalance()).output.elementsEqual(thick()))
  }

  @Test("the same track 12 dB louder or quieter gets the same dip", arguments: [-12.0, 12])
  func level(shiftDecibels: Double) {
    let signal = mix(thick(lowMid: 0.2), pinkNoise(seconds: 2, sampleRate: 48_000))
    let balance = thinBalance(excess: 8)
    let (usual, _) = render(signal, balance: balance)
    let (shifted, _) = render(
      scaled(signal, decibels: shiftDecibels), balance: scaled(balance, decibels: shiftDecibels))
    let gain = Float(amplitude(decibels: shiftDecibels))
    // -100 dB of the tones: the law itself knows no level.
    #expect(zip(usual, shifted).allSatisfy { abs($0.x * gain - $1.x) < 2e-6 * gain })
  }

  @Test("dips the same at every rate", arguments: [8_000.0, 44_100, 96_000, 192_000])
  func rates(sampleRate: Double) {
    let signal = thick(sampleRate: sampleRate)
    // In the middle of the law, where everything counts.
    var balance = balance(of: signal, sampleRate: sampleRate)
    balance.lowMidPower *= pow(10, -0.4)
    let (_, dip) = render(signal, balance: balance, sampleRate: sampleRate) { _ in 200 }
    let (_, reference) = render(thick(), balance: thinBalance(excess: 4)) { _ in 200 }
    #expect(abs(dip - reference) < 0.05)
    #expect(reference > 1 && reference < 2.9)
  }

  @Test("has the same bits for any split", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = mix(thick(seconds: 1), pinkNoise(seconds: 1, sampleRate: 48_000))
    let amount = { (frame: Int) -> Double in [0, 100, 200, 0, 30][frame / 4_800 % 5] }
    let (split, _) = render(
      signal, balance: thinBalance(), blockLengths: blockLengths, amountPercent: amount)
    let (whole, _) = render(signal, balance: thinBalance(), amountPercent: amount)
    #expect(split.elementsEqual(whole))
  }

  @Test("moves without a click")
  func clickFree() {
    let (output, dip) = render(thick(), balance: thinBalance(), maximumDipDecibels: 3) {
      [200, 0, 100, 20, 200][min($0 / 19_200, 4)]
    }
    #expect(dip > 5)
    let spectrum = Spectrum(left(output), sampleRate: 48_000)
    let clicks = spectrum.meanSquare(fromHertz: 4_000, toHertz: 24_000)
    #expect(decibels(power: clicks / spectrum.meanSquare(fromHertz: 20, toHertz: 24_000)) < -90)
  }

  @Test("survives a burst of +40 dBFS, and keeps silence silent")
  func survival() {
    let burst = whiteNoise(amplitude: 100, seconds: 0.2, sampleRate: 48_000)
    let quiet = silence(seconds: 0.5, sampleRate: 48_000)
    let (output, _) = render(quiet + burst + quiet + thick(), balance: thinBalance()) { _ in 200 }
    #expect(output.allSatisfy { $0.x.isFinite })
    #expect(output[..<24_000].allSatisfy { $0.x == 0 })
    // 50 ms after the burst what is left of it lies 120 dB below it.
    #expect(output[36_000..<57_600].allSatisfy { abs($0.x) < 1e-4 })
    let tone = SineFit(left(output[105_600...]), hertz: 300, sampleRate: 48_000)
    #expect(abs(decibels(amplitude: tone.amplitude / 0.3) + 3) < 0.05)
  }

  @Test("reset forgets and jumps to what is asked")
  func resetForgets() {
    let signal = thick(seconds: 1)
    let known = thinBalance()
    var stage = MaskingEQ(sampleRate: 48_000)
    var outputs: [Signal] = []
    for percent in [200.0, 100] {
      stage.reset()
      outputs.append(
        renderedOnGrid(signal, lookaheadFrames: 33) { _ in
          stage.update(amountPercent: percent, maximumDipDecibels: 1.5, balance: known)
        } process: {
          stage.process(&$0, ahead: $1)
        })
    }
    #expect(outputs[1].elementsEqual(render(signal, balance: thinBalance()).output))
  }

  @Test("says what its detectors hear")
  func detectors() {
    let stage = MaskingEQ(sampleRate: 48_000)
    #expect(abs(decibels(power: stage.lowMidGain(hertz: 360) / stage.lowMidGain(hertz: 220))) < 0.3)
    #expect(stage.lowMidGain(hertz: 3_000) < 0.001 && stage.presenceGain(hertz: 300) < 0.001)
    #expect(abs(decibels(power: stage.presenceGain(hertz: 3_460))) < 1)
  }
}

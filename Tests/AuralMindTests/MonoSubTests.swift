import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct MonoSubTests {
  private static let rate = 48_000.0

  private func output(
    of signal: Signal, sampleRate: Double = rate, blockLengths: [Int] = [64],
    knownNoteHertz: Double? = nil, amountPercent: (_ frame: Int) -> Double = { _ in 100 }
  ) -> Signal {
    var stage = MonoSub(sampleRate: sampleRate)
    return renderedOnGrid(signal, blockLengths: blockLengths) {
      stage.update(
        amountPercent: amountPercent($0), baseShare: 0.5, knownNoteHertz: knownNoteHertz)
    } process: {
      stage.process(&$0)
    }
  }

  /// A tone at `hertz` whose side is `ratio` of its mid.
  private func wide(
    hertz: Double, ratio: Double, amplitude: Double = 0.25, seconds: Double,
    sampleRate: Double = rate
  ) -> Signal {
    sine(hertz: hertz, amplitude: amplitude, seconds: seconds, sampleRate: sampleRate).map {
      Frame($0.x * Float(1 + ratio), $0.x * Float(1 - ratio))
    }
  }

  private func mid(_ signal: some Collection<Frame>) -> [Double] {
    signal.map { (Double($0.x) + Double($0.y)) / 2 }
  }

  private func side(_ signal: some Collection<Frame>) -> [Double] {
    signal.map { (Double($0.x) - Double($0.y)) / 2 }
  }

  private func level(_ samples: [Double], hertz: Double, sampleRate: Double = rate) -> Double {
    decibels(amplitude: SineFit(samples, hertz: hertz, sampleRate: sampleRate).amplitude)
  }

  @Test("at 0 % the output is the input to the last bit")
  func neutral() {
    let signal = whiteNoise(seconds: 0.2, sampleRate: Self.rate)
    #expect(output(of: signal) { _ in 0 }.elementsEqual(signal))
  }

  @Test(
    "the magnitude of L + R stays within 0.05 dB",
    arguments: [25.0, 41.2, 55, 80, 110, 160, 1_000, 12_000], [48_000.0, 96_000])
  func keepsMono(hertz: Double, sampleRate: Double) {
    let tone = wide(hertz: hertz, ratio: 0.5, seconds: 3, sampleRate: sampleRate)
    let result = output(of: tone, sampleRate: sampleRate)
    let settled = Int(2 * sampleRate)
    let change =
      level(mid(result[settled...]), hertz: hertz, sampleRate: sampleRate)
      - level(mid(tone[settled...]), hertz: hertz, sampleRate: sampleRate)
    #expect(abs(change) < 0.05, "\(change) dB")
  }

  @Test("the magnitude of L + R stays within 0.05 dB while the cutoff follows the bass")
  func keepsMonoInGlide() {
    // The note falls by an octave after 2 s, and the cutoff from 164 to 82 Hz.
    let high = sine(hertz: 82, amplitude: 0.25, seconds: 2, sampleRate: Self.rate)
    let signal = high + sine(hertz: 41.2, amplitude: 0.25, seconds: 4, sampleRate: Self.rate)
    var stage = MonoSub(sampleRate: Self.rate)
    var cutoffs: [Double] = []
    let result = renderedOnGrid(signal) { _ in
      stage.update(amountPercent: 100, baseShare: 0.5, knownNoteHertz: 82)
      cutoffs.append(stage.cutoffHertz)
    } process: {
      stage.process(&$0)
    }
    #expect(abs(cutoffs[1_400] - 164) < 4)
    #expect(abs((cutoffs.last ?? 0) - 82.4) < 1)
    for (a, b) in zip(cutoffs, cutoffs[1...]) {
      // An octave in 2 s.
      #expect(abs(log2(b / a)) <= 0.5 * 64 / Self.rate + 1e-9)
    }
    for start in stride(from: 120_000, to: 280_000, by: 9_600) {
      let piece = SineFit(
        mid(result[start..<(start + 9_600)]), hertz: 41.2, sampleRate: Self.rate)
      let change = decibels(amplitude: piece.amplitude / 0.25)
      #expect(abs(change) < 0.05, "\(change) dB at \(start)")
    }
  }

  @Test("more side in the sub gives more mono")
  func monotonic() {
    var last = 0.0
    for ratio in [0.05, 0.12, 0.2, 0.28, 0.35, 0.8, 2] {
      let tone = wide(hertz: 50, ratio: ratio, seconds: 6, sampleRate: Self.rate)
      let result = output(of: tone, knownNoteHertz: 50)
      let settled = Int(5 * Self.rate)
      let cut =
        level(side(tone[settled...]), hertz: 50) - level(side(result[settled...]), hertz: 50)
      #expect(cut > last - 0.01, "ratio \(ratio): \(cut) dB after \(last) dB")
      last = cut
      // Half of an LR4 low branch at 50 of 100 Hz, and nearly all of it.
      if ratio == 0.05 { #expect(abs(cut - 5.6) < 1) }
    }
    #expect(last > 14)
  }

  @Test("above three times the cutoff the side keeps its level within 0.2 dB")
  func keepsWidth() {
    for hertz in [330.0, 500, 2_000, 10_000] {
      let tone = wide(hertz: hertz, ratio: 0.8, seconds: 1, sampleRate: Self.rate)
      let result = output(of: tone) { _ in 200 }
      let settled = Int(0.5 * Self.rate)
      let change =
        level(side(result[settled...]), hertz: hertz) - level(side(tone[settled...]), hertz: hertz)
      #expect(abs(change) < 0.2, "\(hertz) Hz: \(change) dB")
    }
  }

  @Test("entering and leaving never dips L + R of a 50 Hz tone by more than 0.3 dB")
  func keepsBassOnItsWay() {
    let tone = sine(hertz: 50, amplitude: 0.5, seconds: 8, sampleRate: Self.rate)
    let result = output(of: tone) { (48_000..<192_000).contains($0) ? 100 : 0 }
    for start in stride(from: 0, through: result.count - 1_920, by: 480) {
      // The peak of two periods, which a change of phase does not change.
      let peak = mid(result[start..<(start + 1_920)]).map(abs).max() ?? 0
      #expect(abs(decibels(amplitude: peak / 0.5)) < 0.3, "\(start)")
    }
    #expect(result[384_000 - 48_000] == tone[384_000 - 48_000])
    #expect(result[...48_000].elementsEqual(tone[...48_000]))
    #expect(result[(6 * 48_000)...].elementsEqual(tone[(6 * 48_000)...]))
  }

  @Test("no parameter clicks: a 60 Hz tone leaves nothing above 1 kHz, at -66 dB")
  func clickFree() {
    let tone = wide(hertz: 60, ratio: 0.4, seconds: 8, sampleRate: Self.rate)
    let result = output(of: tone) { frame in
      [0, 100, 30, 200, 0, 100, 0, 0][min(frame / 48_000, 7)]
    }
    for samples in [mid(result), side(result)] {
      for start in stride(from: 12_000, to: samples.count - 24_000, by: 12_000) {
        let spectrum = Spectrum(
          Array(samples[start..<(start + 24_000)]), sampleRate: Self.rate)
        let above = spectrum.meanSquare(fromHertz: 1_000, toHertz: 24_000)
        let tone = 0.25 * 0.25 / 2
        #expect(decibels(power: above / tone, floor: -300) < -66)
      }
    }
  }

  @Test("does the same to a mix that comes 12 dB quieter")
  func levelIndependent() {
    let signal = mix(
      wide(hertz: 55, ratio: 0.3, seconds: 3, sampleRate: Self.rate),
      pinkNoise(rms: 0.02, seconds: 3, sampleRate: Self.rate))
    let loud = output(of: signal)
    let quiet = output(of: scaled(signal, decibels: -12))
    for (a, b) in zip(scaled(loud, decibels: -12), quiet) {
      #expect(abs(a.x - b.x) < 1e-5 && abs(a.y - b.y) < 1e-5)
    }
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = syntheticMix(seconds: 3, sampleRate: Self.rate)
    let amount = { (frame: Int) -> Double in [0, 100, 200, 0][frame / 24_000 % 4] }
    #expect(
      output(of: signal, blockLengths: blockLengths, amountPercent: amount)
        .elementsEqual(output(of: signal, amountPercent: amount)))
  }

  @Test("reset forgets the sound and the note")
  func resetForgets() {
    let past = wide(hertz: 80, ratio: 1, seconds: 1, sampleRate: Self.rate)
    let signal = syntheticMix(seconds: 1, sampleRate: Self.rate)
    var stage = MonoSub(sampleRate: Self.rate)
    let play = { (signal: Signal) in
      renderedOnGrid(signal) { _ in
        stage.update(amountPercent: 100, baseShare: 0.5, knownNoteHertz: nil)
      } process: {
        stage.process(&$0)
      }
    }
    _ = play(past)
    #expect(abs(stage.noteHertz - 80) < 1)
    stage.reset()
    #expect(stage.noteHertz == 0)
    #expect(play(signal).elementsEqual(output(of: signal)))
  }

  @Test("is at rest 50 ms after a burst of +40 dBFS", arguments: [8_000.0, 48_000, 384_000])
  func recovers(sampleRate: Double) {
    let burst = whiteNoise(amplitude: 100, seconds: 0.1, sampleRate: sampleRate)
    let result = output(
      of: burst + silence(seconds: 0.2, sampleRate: sampleRate),
      sampleRate: sampleRate)
    #expect(result.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    let tail = result[Int(0.15 * sampleRate)...]
    #expect(tail.allSatisfy { abs($0.x) < 1e-3 && abs($0.y) < 1e-3 })
  }
}

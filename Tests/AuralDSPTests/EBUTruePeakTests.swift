import AuralDSP
import Foundation
import Support
import Testing

/// The true-peak test signals of EBU Tech 3341 (2023), table 1, cases 15 to 23, synthesised.
@Suite struct EBUTruePeakTests {
  /// A sine of a fraction of the sample rate, and the true peak it must read in dBTP.
  private struct Tone {
    var divisor: Double
    var phaseDegrees: Double
    var amplitude: Double
    var truePeakDecibels: Double
  }

  /// Case 15 to 19.
  private static let tones = [
    Tone(divisor: 4, phaseDegrees: 0, amplitude: 0.5, truePeakDecibels: -6),
    Tone(divisor: 4, phaseDegrees: 45, amplitude: 0.5, truePeakDecibels: -6),
    Tone(divisor: 6, phaseDegrees: 60, amplitude: 0.5, truePeakDecibels: -6),
    Tone(divisor: 8, phaseDegrees: 67.5, amplitude: 0.5, truePeakDecibels: -6),
    Tone(divisor: 4, phaseDegrees: 45, amplitude: 1.41, truePeakDecibels: 3),
  ]

  private func measured(_ signal: Signal) -> Double {
    var detector = TruePeakDetector()
    var highest: Float = 0
    _ = rendered(signal + silence(seconds: 512, sampleRate: 1), blockLengths: [64]) { block in
      detector.process(&block, 0..<block.count, threshold: 0)
      for i in 0..<block.count { highest = max(highest, detector.peaks[i].max()) }
    }
    return decibels(amplitude: Double(highest))
  }

  /// A sine of `hertz` that swells and fades, so that nothing but the tone is to be seen.
  private func faded(_ signal: Signal, frames: Int) -> Signal {
    signal.enumerated().map { i, frame in
      let edge = min(1, Double(min(i, signal.count - 1 - i)) / Double(frames))
      return frame * Float(0.5 - 0.5 * cos(.pi * edge))
    }
  }

  @Test("case 15 to 19: a sine between the samples", arguments: tones.indices)
  func toneBetweenSamples(index: Int) {
    let tone = Self.tones[index]
    let signal = faded(
      sine(
        hertz: 48_000 / tone.divisor, amplitude: tone.amplitude, phaseDegrees: tone.phaseDegrees,
        seconds: 0.5, sampleRate: 48_000), frames: 2_400)
    let error = measured(signal) - tone.truePeakDecibels
    #expect(error <= 0.2 && error >= -0.4)
    #expect(abs(measured(signal) - TruePeakJudge().truePeakDecibels(of: signal)) < 0.02)
  }

  @Test("case 20 to 23: one loud period at four offsets of a quarter frame", arguments: 0..<4)
  func loudPeriod(offset: Int) {
    let signal = loudPeriodSignal(offset: offset)
    let error = measured(signal)
    #expect(error <= 0.2 && error >= -0.4)
    #expect(abs(error - TruePeakJudge().truePeakDecibels(of: signal)) < 0.05)
  }

  /// A sine of a sixth of the rate at amplitude 0.5, with one period of amplitude 1 in the middle,
  /// made at four times the rate, band-limited, and thinned out from `offset` on.
  private func loudPeriodSignal(offset: Int) -> Signal {
    let count = 48_000
    let fast = (0..<count).map { i -> Double in
      let period = i / 24
      return (period == count / 48 ? 1 : 0.5) * sin(2 * .pi * Double(i) / 24)
    }
    // A windowed sinc with its cutoff just below the lower rate's Nyquist.
    let reach = 256
    let taps = (-reach...reach).map { k -> Double in
      let t = Double(k) / 4 * 0.96
      let window = 0.5 + 0.5 * cos(.pi * Double(k) / Double(reach + 1))
      return (k == 0 ? 1 : sin(.pi * t) / (.pi * t)) * window
    }
    let sum = taps.reduce(0, +)
    let slow = stride(from: reach + offset, to: count - reach, by: 4).map { centre -> Frame in
      var value = 0.0
      for k in -reach...reach { value += taps[k + reach] * fast[centre + k] }
      return Frame(repeating: Float(value / sum))
    }
    return faded(slow, frames: 2_400)
  }

  @Test("reads what the judge reads of noise, clipped drums and bursts")
  func agreesWithJudge() {
    for signal in [
      pinkNoise(seconds: 1, sampleRate: 48_000),
      bandLimited(clipped(scaled(drums(seconds: 1, sampleRate: 48_000), decibels: 9))),
      toneBursts(hertz: 12_000, phaseDegrees: 45, seconds: 1, sampleRate: 48_000),
    ] {
      let error = measured(signal) - TruePeakJudge().truePeakDecibels(of: signal)
      #expect(abs(error) < 0.05)
    }
  }
}

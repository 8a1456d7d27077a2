import AuralDSP
import Foundation
import Support

/// Signals in mid and side, and how what became of them is measured.
enum SideSignals {
  /// The mid (`x`) and side (`y`) of left and right.
  static func coded(_ signal: Signal) -> Signal {
    signal.map { Frame(($0.x + $0.y) / 2, ($0.x - $0.y) / 2) }
  }

  /// Pink noise as mid and side, of which left and right have about the correlation given.
  static func noise(
    correlation: Double, seconds: Double, sampleRate: Double = 48_000, seed: UInt64 = 1
  ) -> Signal {
    let mid = Float(((1 + correlation) / 2).squareRoot())
    let side = Float(((1 - correlation) / 2).squareRoot())
    return pinkNoise(seconds: seconds, sampleRate: sampleRate, seed: seed).map {
      Frame($0.x * mid, $0.y * side)
    }
  }

  /// A sine in mid and in side.
  static func tone(hertz: Double, seconds: Double, sampleRate: Double = 48_000) -> Signal {
    sine(hertz: hertz, amplitude: 0.25, phaseDegrees: 90, seconds: seconds, sampleRate: sampleRate)
  }

  /// Whether the mids of two signals have the same bits.
  static func haveSameMid(_ a: Signal, _ b: Signal) -> Bool {
    a.map(\.x.bitPattern).elementsEqual(b.map(\.x.bitPattern))
  }

  /// The levels of the third octaves from 100 Hz to 16 kHz, in dB.
  static func thirdOctaves(_ samples: [Double], sampleRate: Double) -> [Double] {
    let spectrum = Spectrum(samples, sampleRate: sampleRate, length: 32_768)
    return (-10...12).map { band in
      let centre = 1_000 * pow(2, Double(band) / 3)
      return decibels(
        power: spectrum.meanSquare(
          fromHertz: centre * pow(2, -1 / 6.0), toHertz: centre * pow(2, 1 / 6.0)))
    }
  }

  /// The energy above 4 kHz over all energy, in dB: what is left of clicks on a low tone.
  static func clickDecibels(_ samples: [Double], sampleRate: Double = 48_000) -> Double {
    let spectrum = Spectrum(samples, sampleRate: sampleRate)
    let high = spectrum.meanSquare(fromHertz: 4_000, toHertz: sampleRate / 2)
    return decibels(power: high / spectrum.meanSquare(fromHertz: 0, toHertz: sampleRate / 2))
  }

  /// The correlation of left and right.
  static func correlation(_ signal: some Collection<Frame>) -> Double {
    var squares = DoubleFrame.zero
    var product = 0.0
    for frame in signal {
      let both = DoubleFrame(Double(frame.x + frame.y), Double(frame.x - frame.y))
      squares += both * both
      product += both.x * both.y
    }
    return product / (squares.x * squares.y).squareRoot()
  }

  /// By how much the correlation of any 3 s falls below that of the input, or 0.2 where that is more.
  static func shortfall(_ output: Signal, from input: Signal, sampleRate: Double = 48_000)
    -> Double
  {
    let window = Int(3 * sampleRate)
    return stride(from: 0, through: input.count - window, by: window / 12).map { start in
      let range = start..<start + window
      return min(correlation(input[range]), 0.2) - correlation(output[range])
    }.max() ?? 0
  }
}

import AuralDSP
import Foundation
import Support

/// A mix for de-essers, coded: what is heard, and when.
struct Sibilants {
  /// When a sibilant or a hit begins, in frames.
  let starts: [Int]

  /// The mix.
  let signal: Signal

  /// A voice-like tone in a dark bed with an s every 0.6 s: noise from 5 to 9 kHz that rises in
  /// `riseMilliseconds` and lasts `milliseconds`.
  static func sung(
    riseMilliseconds: Double, milliseconds: Double = 100, seconds: Double = 5, sampleRate: Double
  ) -> Self {
    let noise = banded(
      whiteNoise(
        amplitude: 0.4 * (sampleRate / 48_000).squareRoot(), seconds: seconds,
        sampleRate: sampleRate, seed: 5), from: 5_000,
      to: 9_000, sampleRate: sampleRate)
    return Self(
      noise: noise, voice: 0.15, period: 0.6, sampleRate: sampleRate
    ) { time in
      min(1, max(0, min(time, milliseconds - time) / riseMilliseconds))
    }
  }

  /// A dark bed with a drum hit: bright noise that is there within half a millisecond and decays.
  static func struck(
    from lowHertz: Double, decayMilliseconds: Double, periodSeconds: Double, seconds: Double = 5,
    sampleRate: Double
  ) -> Self {
    let noise = banded(
      whiteNoise(
        amplitude: 0.6 * (sampleRate / 48_000).squareRoot(), seconds: seconds,
        sampleRate: sampleRate, seed: 5),
      from: lowHertz, to: 0.5 * sampleRate, sampleRate: sampleRate)
    return Self(noise: noise, voice: 0, period: periodSeconds, sampleRate: sampleRate) {
      $0 < 0.5 ? $0 / 0.5 : exp(-($0 - 0.5) / decayMilliseconds)
    }
  }

  /// Adds noise that comes every `period` seconds, shaped by `envelope` of the time in ms, to a bed.
  private init(
    noise: Signal, voice: Double, period: Double, sampleRate: Double,
    envelope: (_ milliseconds: Double) -> Double
  ) {
    let seconds = Double(noise.count) / sampleRate
    let pink = pinkNoise(rms: 0.1, seconds: seconds, sampleRate: sampleRate, seed: 3)
    // Mixed music falls by 6 dB an octave and more above the voice.
    var dark = StateVariableFilter()
    let shelf = StateVariableCoefficients.highShelf(
      midpointHertz: 1_500, slope: 0.7, gainDecibels: -18, sampleRate: sampleRate)
    let periodFrames = Int(period * sampleRate)
    let first = Int(0.5 * sampleRate)
    starts = Array(stride(from: first, to: noise.count - periodFrames, by: periodFrames))
    signal = noise.indices.map { i in
      let time = Double(i) / sampleRate
      let sung = (1...20).reduce(0) {
        $0 + pow(Double($1), -1.3) * sin(2 * .pi * 180 * Double($1) * time)
      }
      let bed = dark.process(DoubleFrame(pink[i]), shelf)
      let since = i < first ? -1 : Double((i - first) % periodFrames) / sampleRate * 1_000
      let level = since < 0 ? 0 : envelope(since)
      return Frame(bed + DoubleFrame(repeating: voice * sung)) + noise[i] * Float(level)
    }
  }
}

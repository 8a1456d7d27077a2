public import AuralDSP
import Foundation

/// A stereo signal in memory.
public typealias Signal = [Frame]

/// A stereo sine, the same on both sides.
///
/// `phaseDegrees` is the phase at frame 0; the length is rounded to whole frames.
public func sine(
  hertz: Double, amplitude: Double = 1, phaseDegrees: Double = 0, seconds: Double,
  sampleRate: Double
) -> Signal {
  (0..<Int((seconds * sampleRate).rounded())).map { i in
    let turns = (hertz * Double(i) / sampleRate).truncatingRemainder(dividingBy: 1)
    let value = Float(amplitude * sin(2 * .pi * (turns + phaseDegrees / 360)))
    return Frame(value, value)
  }
}

/// Silence.
public func silence(seconds: Double, sampleRate: Double) -> Signal {
  Signal(repeating: .zero, count: Int((seconds * sampleRate).rounded()))
}

/// White noise, evenly spread between -`amplitude` and `amplitude`, the two sides independent.
public func whiteNoise(
  amplitude: Double = 1, seconds: Double, sampleRate: Double, seed: UInt64 = 1
) -> Signal {
  var noise = SeededNoise(seed: seed)
  return (0..<Int((seconds * sampleRate).rounded())).map { _ in
    Frame(Float(amplitude * noise.uniform()), Float(amplitude * noise.uniform()))
  }
}

/// Pink noise of about `rms` on each side, the two sides independent.
///
/// P. Kellet's refined filter: within 0.05 dB of -3 dB an octave above 9.2 Hz at 44.1 kHz.
public func pinkNoise(
  rms: Double = 0.1, seconds: Double, sampleRate: Double, seed: UInt64 = 1
) -> Signal {
  let white = whiteNoise(seconds: seconds, sampleRate: sampleRate, seed: seed)
  let poles = [0.99886, 0.99332, 0.96900, 0.86650, 0.55000, -0.7616]
  let gains = [0.0555179, 0.0750759, 0.1538520, 0.3104856, 0.5329522, -0.0168980]
  var states = [DoubleFrame](repeating: .zero, count: poles.count)
  var delayed = DoubleFrame.zero
  let pink = white.map { frame in
    let input = DoubleFrame(Double(frame.x), Double(frame.y))
    var output = delayed + input * 0.5362
    for k in poles.indices {
      states[k] = states[k] * poles[k] + input * gains[k]
      output += states[k]
    }
    delayed = input * 0.115926
    return output
  }
  let power = pink.reduce(0) { $0 + ($1 * $1).sum() } / Double(2 * max(pink.count, 1))
  let gain = power > 0 ? rms / power.squareRoot() : 0
  return pink.map { Frame(Float($0.x * gain), Float($0.y * gain)) }
}

/// Drum-like hits: a decaying 55 Hz tone with a noise burst on its onset, `beatsPerMinute` of them.
public func drums(
  amplitude: Double = 1, beatsPerMinute: Double = 120, seconds: Double, sampleRate: Double,
  seed: UInt64 = 1
) -> Signal {
  var noise = SeededNoise(seed: seed)
  let period = Int(60 / beatsPerMinute * sampleRate)
  return (0..<Int((seconds * sampleRate).rounded())).map { i in
    let time = Double(i % period) / sampleRate
    let body = exp(-time / 0.12) * sin(2 * .pi * 55 * time)
    let left = body + 0.7 * exp(-time / 0.004) * noise.uniform()
    let right = body + 0.7 * exp(-time / 0.004) * noise.uniform()
    return Frame(Float(amplitude * left / 1.2), Float(amplitude * right / 1.2))
  }
}

/// The sum of two signals; the shorter one is followed by silence.
public func mix(_ a: Signal, _ b: Signal) -> Signal {
  (0..<max(a.count, b.count)).map { i in
    (i < a.count ? a[i] : .zero) + (i < b.count ? b[i] : .zero)
  }
}

/// The signal turned up by `decibels`.
public func scaled(_ signal: Signal, decibels: Double) -> Signal {
  let gain = Float(amplitude(decibels: decibels))
  return signal.map { $0 * gain }
}

/// A small mix that resembles music: pink bed, drums, a bass and a lead, quiet verse, loud chorus.
public func syntheticMix(seconds: Double, sampleRate: Double, seed: UInt64 = 1) -> Signal {
  let bed = pinkNoise(rms: 0.03, seconds: seconds, sampleRate: sampleRate, seed: seed)
  let beat = drums(amplitude: 0.5, seconds: seconds, sampleRate: sampleRate, seed: seed + 1)
  return bed.indices.map { i in
    let time = Double(i) / sampleRate
    let verse = (time / 8).truncatingRemainder(dividingBy: 2) < 1
    let bass = 0.15 * sin(2 * .pi * 65.4 * time)
    let lead = 0.1 * sin(2 * .pi * 440 * time) * (0.6 + 0.4 * sin(2 * .pi * 0.7 * time))
    let tones = Frame(Float(bass + lead), Float(bass + 0.6 * lead))
    return (bed[i] + beat[i] + tones) * (verse ? 0.4 : 1)
  }
}

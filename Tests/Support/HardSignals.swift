import AuralDSP
import Foundation

/// Bursts of a sine, each `burstSeconds` long, that all start at `phaseDegrees`.
///
/// A sine of a quarter of the sample rate at 45° has its peaks 3 dB above its samples.
public func toneBursts(
  hertz: Double, phaseDegrees: Double, amplitude: Double = 1, burstSeconds: Double = 0.01,
  periodSeconds: Double = 0.05, seconds: Double, sampleRate: Double
) -> Signal {
  let period = Int(periodSeconds * sampleRate)
  let burst = Int(burstSeconds * sampleRate)
  return (0..<Int((seconds * sampleRate).rounded())).map { i in
    let frame = i % period
    guard frame < burst else { return .zero }
    let turns = hertz * Double(frame) / sampleRate + phaseDegrees / 360
    return Frame(repeating: Float(amplitude * sin(2 * .pi * turns)))
  }
}

/// Impulses between the samples: windowed sincs of 32 frames to each side, at sixteenths of a frame.
///
/// Their energy reaches up to Nyquist; left and right have different fractions.
public func fractionalImpulses(
  amplitude: Double = 1, periodSeconds: Double = 0.02, seconds: Double, sampleRate: Double
) -> Signal {
  let reach = 32
  let period = max(2 * reach, Int(periodSeconds * sampleRate))
  var signal = Signal(repeating: .zero, count: Int((seconds * sampleRate).rounded()))
  for (number, centre) in stride(from: reach, to: signal.count - reach, by: period).enumerated() {
    let fractions = [Double(number % 16) / 16, Double(number / 16 % 16) / 16]
    for k in -reach + 1..<reach {
      let values = fractions.map { fraction -> Double in
        let t = Double(k) - fraction
        let sinc = t == 0 ? 1 : sin(.pi * t) / (.pi * t)
        return amplitude * sinc * (0.5 + 0.5 * cos(.pi * t / Double(reach)))
      }
      signal[centre + k] += Frame(Float(values[0]), Float(values[1]))
    }
  }
  return signal
}

/// The signal with everything above `amplitude` cut off, as a bad master has it.
public func clipped(_ signal: Signal, at amplitude: Float = 1) -> Signal {
  signal.map {
    Frame(min(amplitude, max(-amplitude, $0.x)), min(amplitude, max(-amplitude, $0.y)))
  }
}

/// The signal without what lies above `fraction` of the sample rate, 100 dB down 0.01 further up.
///
/// A linear-phase filter, aligned with the input.
public func bandLimited(_ signal: Signal, to fraction: Double = 0.45) -> Signal {
  // A Kaiser window with β = 10 of 640 taps falls by 100 dB within 0.01 of the rate.
  let reach = 320
  let cutoff = 2 * (fraction + 0.005)
  let taps = (-reach...reach).map { k -> Double in
    let t = Double(k) * cutoff
    let sinc = k == 0 ? 1 : sin(.pi * t) / (.pi * t)
    let x = Double(k) / Double(reach + 1)
    return cutoff * sinc * bessel(10 * (1 - x * x).squareRoot()) / bessel(10)
  }
  let padding = Signal(repeating: .zero, count: reach)
  let padded = padding + signal + padding
  return signal.indices.map { i in
    var sum = DoubleFrame.zero
    for k in 0...2 * reach {
      let frame = padded[i + k]
      sum += DoubleFrame(Double(frame.x), Double(frame.y)) * taps[k]
    }
    return Frame(Float(sum.x), Float(sum.y))
  }
}

/// The modified Bessel function of the first kind, order 0, by its power series.
func bessel(_ x: Double) -> Double {
  var term = 1.0
  var sum = 1.0
  for k in 1..<60 {
    term *= (x / 2 / Double(k)) * (x / 2 / Double(k))
    sum += term
  }
  return sum
}

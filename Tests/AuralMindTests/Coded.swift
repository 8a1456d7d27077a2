import AuralDSP
import Foundation
import Support

@testable import AuralMind

/// The look-ahead of the stages that hear ahead, in frames: 0.7 ms.
func lookaheadFrames(sampleRate: Double) -> Int {
  Int(0.0007 * sampleRate)
}

/// What a track that sounds like `signal`, coded, is like in the long term, as the stages' own detectors hear it.
func balance(of signal: Signal, sampleRate: Double, trust: Double = 1) -> TrackBalance {
  var balance = TrackBalance()
  balance.trust = trust
  balance.midPower = meanSquare(left(signal))
  balance.lowMidPower = bandPower(signal, from: 220, to: 360, sampleRate: sampleRate)
  balance.presencePower = bandPower(signal, from: 2_000, to: 6_000, sampleRate: sampleRate)
  balance.sibilancePower = bandPower(signal, from: 6_000, to: 10_000, sampleRate: sampleRate)
  return balance
}

/// The mean square of some samples.
func meanSquare(_ samples: some Collection<Double>) -> Double {
  samples.reduce(0) { $0 + $1 * $1 } / Double(max(samples.count, 1))
}

/// The signal with all but a band taken away from both channels.
func banded(
  _ signal: Signal, from lowHertz: Double, to highHertz: Double, sampleRate: Double
) -> Signal {
  var band = BandPass(lowHertz: lowHertz, highHertz: highHertz, sampleRate: sampleRate)
  return signal.map { Frame(band.process(DoubleFrame($0))) }
}

/// The balance of the same track at another level.
func scaled(_ balance: TrackBalance, decibels: Double) -> TrackBalance {
  let gain = pow(10, decibels / 10)
  var scaled = balance
  scaled.midPower *= gain
  scaled.lowMidPower *= gain
  scaled.presencePower *= gain
  scaled.sibilancePower *= gain
  return scaled
}

/// By how much the level of `output` between two frequencies differs from that of `input`, in dB.
func levelChange(
  _ input: some Collection<Frame>, _ output: some Collection<Frame>, fromHertz: Double,
  toHertz: Double, sampleRate: Double
) -> Double {
  let before = Spectrum(left(input), sampleRate: sampleRate)
  let after = Spectrum(left(output), sampleRate: sampleRate)
  return decibels(
    power: after.meanSquare(fromHertz: fromHertz, toHertz: toHertz)
      / before.meanSquare(fromHertz: fromHertz, toHertz: toHertz))
}

private func bandPower(
  _ signal: Signal, from lowHertz: Double, to highHertz: Double, sampleRate: Double
) -> Double {
  meanSquare(left(banded(signal, from: lowHertz, to: highHertz, sampleRate: sampleRate)))
}

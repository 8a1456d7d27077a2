import AuralDSP
import Support

@testable import AuralMind

/// The glow as the tests ask for it: of Club, at an amount, on a track of a loudness.
struct GlowProbe {
  /// How much of what the preset asks, frame by frame.
  var amountPercent: (_ frame: Int) -> Double = { _ in 100 }
  /// The preset's drive and mix, frame by frame.
  var values: (_ frame: Int) -> (driveDecibels: Double, mix: Double) = { _ in (0.9, 0.55) }
  /// The track, frame by frame.
  var balance: (_ frame: Int) -> TrackBalance = { _ in Self.track(loudnessLUFS: -18) }
  /// The rate in Hz.
  var sampleRate = 48_000.0

  /// A track of which the loudness is known.
  static func track(loudnessLUFS: Double, trust: Double = 1) -> TrackBalance {
    var balance = TrackBalance()
    balance.trust = trust
    balance.loudnessPower = weightedPower(loudnessLUFS: loudnessLUFS)
    return balance
  }

  /// The amplitude of a tone that is as loud in power as one channel of a track of `loudnessLUFS`.
  static func programmeAmplitude(loudnessLUFS: Double = -18) -> Double {
    weightedPower(loudnessLUFS: loudnessLUFS).squareRoot()
  }

  /// What becomes of coded frames.
  func output(of signal: Signal, blockLengths: [Int] = [64]) -> Signal {
    var stage = HarmonicGlow(sampleRate: sampleRate)
    return output(of: signal, blockLengths: blockLengths, stage: &stage)
  }

  /// What `stage` makes of coded frames.
  func output(
    of signal: Signal, blockLengths: [Int] = [64], stage: inout HarmonicGlow
  ) -> Signal {
    renderedOnGrid(signal, blockLengths: blockLengths) { frame in
      let (drive, mix) = values(frame)
      stage.update(
        amountPercent: amountPercent(frame), driveDecibels: drive, mix: mix,
        balance: balance(frame))
    } process: { block in
      stage.process(&block)
    }
  }

  /// What is added to mid.
  func added(to signal: Signal) -> [Double] {
    zip(output(of: signal), signal).map { Double($0.x) - Double($1.x) }
  }

  /// The level of the third harmonic of a tone against the tone, once it is steady, in dB.
  func thirdHarmonicDecibels(hertz: Double, amplitude: Double) -> Double {
    let tone = sine(hertz: hertz, amplitude: amplitude, seconds: 0.4, sampleRate: sampleRate)
    let settled = Array(added(to: tone)[(tone.count / 2)...])
    let fit = SineFit(settled, hertz: 3 * hertz, sampleRate: sampleRate)
    return decibels(amplitude: fit.amplitude / amplitude)
  }
}

import AuralDSP
import Foundation

/// A bass that plays one note in the middle.
public enum BassInstrument: Sendable, CaseIterable {
  /// A plucked string: bright harmonics that die before the fundamental, and a finger on its onset.
  case electric
  /// The same on a small amplifier: the fundamental 10 dB weaker, below its second harmonic.
  case thinElectric
  /// A sine that begins an octave higher, is there within 0.1 s, and dies away.
  case slidingDrum
  /// An organ's pedal with all of its drawbars out.
  case fullOrgan
  /// A pedal whose second harmonic is stronger than its fundamental.
  case hollowOrgan
  /// A pedal of odd harmonics.
  case reedOrgan

  /// The instrument's note, at 0.2 of full scale as RMS where it is loudest.
  public func note(
    hertz: Double, seconds: Double, sampleRate: Double, seed: UInt64 = 1
  ) -> Signal {
    let count = Int((seconds * sampleRate).rounded())
    let tone: [Double]
    switch self {
    case .electric: tone = plucked(hertz, count, sampleRate, fundamentalDecibels: 0, seed)
    case .thinElectric: tone = plucked(hertz, count, sampleRate, fundamentalDecibels: -10, seed)
    case .slidingDrum: tone = sliding(hertz, count, sampleRate)
    case .fullOrgan: tone = pedal(hertz, count, sampleRate, drawbars: [1, 0.8, 0.6, 0.4])
    case .hollowOrgan: tone = pedal(hertz, count, sampleRate, drawbars: [0.4, 1, 0.6, 0.5])
    case .reedOrgan: tone = pedal(hertz, count, sampleRate, drawbars: [1, 0.2, 0.8, 0.1])
    }
    let loudest = tone.prefix(Int(0.5 * sampleRate))
    let power = loudest.reduce(0) { $0 + $1 * $1 } / Double(max(loudest.count, 1))
    return tone.map { Frame(repeating: Float(0.2 * $0 / power.squareRoot())) }
  }
}

/// A string plucked at a fifth of its length: each harmonic has its own decay and a little stiffness.
private func plucked(
  _ hertz: Double, _ count: Int, _ sampleRate: Double, fundamentalDecibels: Double, _ seed: UInt64
) -> [Double] {
  var noise = SeededNoise(seed: seed)
  var tone = [Double](repeating: 0, count: count)
  for k in 1...24 {
    let partial = hertz * Double(k) * (1 + 1e-5 * Double(k * k - 1))
    guard partial < min(5_000, 0.45 * sampleRate) else { break }
    let level = abs(sin(.pi * Double(k) * 0.2)) / pow(Double(k), 1.3)
    let gain = k == 1 ? pow(10, fundamentalDecibels / 20) : 1
    let decay = 1.2 / (1 + 0.25 * Double(k - 1)) * (k == 1 ? 0.8 : k == 2 ? 1.3 : 1)
    let phase = .pi * noise.uniform()
    for i in tone.indices {
      let time = Double(i) / sampleRate
      tone[i] += gain * level * exp(-time / decay) * sin(2 * .pi * partial * time + phase)
    }
  }
  return tone.indices.map { i in
    let time = Double(i) / sampleRate
    let finger = 0.2 * exp(-time / 0.02) * noise.uniform()
    return (tone[i] + finger) * (1 - exp(-time / 0.003))
  }
}

/// The bass drum of a drum machine, tuned: an exponential slide down an octave, driven a little.
private func sliding(_ hertz: Double, _ count: Int, _ sampleRate: Double) -> [Double] {
  var turns = 0.0
  return (0..<count).map { i in
    let time = Double(i) / sampleRate
    turns += hertz * exp2(exp(-time / 0.035)) / sampleRate
    return tanh(1.5 * exp(-time / 0.8) * sin(2 * .pi * turns)) * (1 - exp(-time / 0.002))
  }
}

/// A steady sum of harmonics.
private func pedal(
  _ hertz: Double, _ count: Int, _ sampleRate: Double, drawbars: [Double]
) -> [Double] {
  (0..<count).map { i in
    let time = Double(i) / sampleRate
    let sum = drawbars.indices.reduce(0.0) {
      $0 + drawbars[$1] * sin(2 * .pi * hertz * Double($1 + 1) * time + Double($1))
    }
    return sum * (1 - exp(-time / 0.01))
  }
}

/// What plays above a bass: a pad and a lead on `rootHertz`, muted guitars, a snare, a kick drum of
/// `kickHertz` that begins with the bass, and a bed of pink noise 16 dB below it.
///
/// The kick's peak is that of the bass; all tones but its own lie above 120 Hz.
public func bandAboveBass(
  rootHertz: Double, kickHertz: Double, seconds: Double, sampleRate: Double, seed: UInt64 = 1
) -> Signal {
  var noise = SeededNoise(seed: seed)
  var root = rootHertz
  while root < 125 { root *= 2 }
  var tones: [(hertz: Double, level: Double, phase: Double)] = []
  for (interval, level) in [(1.0, 1.0), (1.189, 1), (1.498, 1), (5.99, 0.8)] {
    for k in 1...5 {
      let detune = 1 + 0.002 * noise.uniform()
      tones.append(
        (root * interval * Double(k) * detune, level / Double(k), .pi * noise.uniform()))
    }
  }
  let bed = pinkNoise(rms: 0.032, seconds: seconds, sampleRate: sampleRate, seed: seed)
  return bed.indices.map { i in
    let time = Double(i) / sampleRate
    let beat = time.truncatingRemainder(dividingBy: 0.5)
    let pad = tones.reduce(0.0) { $0 + $1.level * sin(2 * .pi * $1.hertz * time + $1.phase) }
    let half = time.truncatingRemainder(dividingBy: 0.25)
    let guitar = exp(-half / 0.1) * sin(2 * .pi * root * 1.5 * time)
    let bend = 0.02 * (1 - exp(-beat / 0.02))
    let kick = exp(-beat / 0.11) * sin(2 * .pi * kickHertz * (beat + bend))
    let sinceSnare = (time + 0.5).truncatingRemainder(dividingBy: 1)
    let snare = exp(-sinceSnare / 0.08) * (0.5 * noise.uniform() + sin(2 * .pi * 190 * sinceSnare))
    let sum = 0.05 * pad + 0.1 * guitar + 0.3 * kick + 0.15 * snare
    return bed[i] + Frame(repeating: Float(sum))
  }
}

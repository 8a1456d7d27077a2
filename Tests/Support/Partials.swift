import AuralDSP
import Foundation

/// A programme that is the same at every sample rate: hundreds of tones whose places, levels and phases
/// are drawn once, with hits, phrases and a chorus.
///
/// Mid and side have tones of their own, so left and right are alike to about 0.6. The tones reach from
/// 40 Hz to `highestHertz`; their level falls by 4 dB an octave, as that of music does.
public func partials(
  seconds: Double, sampleRate: Double, highestHertz: Double = 18_000, seed: UInt64 = 1
) -> Signal {
  let count = Int(seconds * sampleRate)
  var noise = SeededNoise(seed: seed)
  var signal = Signal(repeating: .zero, count: count)
  let octaves = log2(highestHertz / 40)
  let perOctave = 24
  for index in 0..<Int(octaves * Double(perOctave)) {
    let hertz = 40 * exp2((Double(index) + 0.4 * noise.uniform()) / Double(perOctave))
    let level = 0.03 * pow(hertz / 40, -0.66)
    let isSide = hertz > 150 && index % 3 == 0
    let gain = isSide ? Frame(1, -1) : Frame(1, 1)
    // One turn of the phase a frame, as a product of complex numbers.
    let angle = 2 * Double.pi * hertz / sampleRate
    let turn = SIMD2(cos(angle), sin(angle))
    let start = Double.pi * noise.uniform()
    var phase = SIMD2(cos(start), sin(start)) * level
    for i in 0..<count {
      signal[i] += gain * Float(phase.y)
      phase = SIMD2(
        phase.x * turn.x - phase.y * turn.y, phase.x * turn.y + phase.y * turn.x)
    }
  }
  for i in 0..<count {
    let time = Double(i) / sampleRate
    let beat = time.truncatingRemainder(dividingBy: 0.5)
    let hit = (beat < 0.002 ? beat / 0.002 : exp(-(beat - 0.002) / 0.08))
    let phrase = 0.7 + 0.3 * sin(2 * .pi * time / 4)
    let chorus = time.truncatingRemainder(dividingBy: 16) < 8 ? 0.5 : 1
    signal[i] *= Float((0.5 + hit) * phrase * chorus)
  }
  return signal
}

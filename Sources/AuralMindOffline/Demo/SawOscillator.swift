/// A sawtooth wave with its steps smoothed against aliases.
///
/// Two-sample polynomial steps (PolyBLEP; Välimäki, Pekonen & Nam, "Perceptually informed synthesis
/// of bandlimited classical waveforms", 2012).
struct SawOscillator {
  private var phase: Double

  /// Starts at `phase`, from 0 to 1.
  init(phase: Double) {
    self.phase = phase
  }

  /// The next sample, from -1 to 1, at `step` cycles a sample.
  mutating func next(step: Double) -> Double {
    phase += step
    if phase >= 1 { phase -= 1 }
    var sample = 2 * phase - 1
    if phase < step {
      let x = phase / step
      sample -= x + x - x * x - 1
    } else if phase > 1 - step {
      let x = (phase - 1) / step
      sample -= x * x + x + x + 1
    }
    return sample
  }
}

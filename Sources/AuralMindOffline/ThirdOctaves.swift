import AuralDSP

/// Third octaves on the scale of `OctaveBands`, from 25 Hz to 20 kHz.
///
/// The centres are 10 Hz · 2^(n/3), as IEC 61260-1 has them for base two: within two hundredths of an
/// octave of the nominal frequencies.
enum ThirdOctaves {
  /// The names of the third octaves, in Hz (ISO 266).
  private static let nominalHertz: [Double] = [
    25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1_000, 1_250, 1_600,
    2_000, 2_500, 3_150, 4_000, 5_000, 6_300, 8_000, 10_000, 12_500, 16_000, 20_000,
  ]

  /// The middle of a third octave.
  struct Centre: Sendable {
    /// What people call the third octave, in Hz.
    let nominalHertz: Double
    /// The band of `OctaveBands` that lies in the middle.
    let band: Int
    /// Its frequency, in Hz.
    var hertz: Double { OctaveBands.centreHertz(band) }
  }

  /// Bands to either side of a centre: a sixth of an octave.
  private static let reach = OctaveBands.perOctave / 6

  /// Thirty third octaves; the first one's centre lies four thirds of an octave above 10 Hz.
  static let centreBands = nominalHertz.enumerated().map { place, hertz in
    Centre(nominalHertz: hertz, band: (4 + place) * 2 * reach)
  }

  /// The powers of mid (`x`) and side (`y`) in a third octave; nil where part of it was not measured.
  static func power(_ spectrum: BandSpectrum, around centre: Int) -> DoubleFrame? {
    var sum = DoubleFrame.zero
    for offset in -reach...reach {
      let power = DoubleFrame(spectrum[centre + offset])
      guard power.x > 0 || power.y > 0 else { return nil }
      // The outermost bands lie half in the next third octave.
      sum += power * (abs(offset) == reach ? 0.5 : 1)
    }
    return sum
  }
}

import AuralDSP

/// Third octaves on the scale of `OctaveBands`, from 25 Hz to 20 kHz.
///
/// The centres are 10 Hz · 2^(n/3), as IEC 61260-1 has them for base two: within two hundredths of an
/// octave of the nominal frequencies.
enum ThirdOctaves {
  /// The middle of a third octave.
  struct Centre: Sendable {
    /// The band of `OctaveBands` that lies in the middle.
    let band: Int
    /// Its frequency, in Hz.
    var hertz: Double { OctaveBands.centreHertz(band) }
  }

  /// Bands to either side of a centre: a sixth of an octave.
  private static let reach = OctaveBands.perOctave / 6

  /// Thirty third octaves; the first one's centre lies four thirds of an octave above 10 Hz.
  static let centreBands = (4..<34).map { Centre(band: $0 * 2 * reach) }

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

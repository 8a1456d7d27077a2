import AuralDSP
public import AuralMind

/// How far one spectrum is from another in balance, levels aside, in dB.
///
/// The RMS over third octaves from 40 Hz to 16 kHz of the difference in dB of mid and side power
/// together, less its mean. Of a drawn curve the shape is compared with mid. Nil where the two have no
/// two third octaves in common.
public func spectralDistanceDecibels(_ one: MatchSpectrum, _ other: MatchSpectrum) -> Double? {
  let ofMid = one.isCurve || other.isCurve
  var differences: [Double] = []
  for centre in ThirdOctaves.centreBands {
    let a = ThirdOctaves.power(one.bands, around: centre, ofMid: ofMid)
    let b = ThirdOctaves.power(other.bands, around: centre, ofMid: ofMid)
    if a > 0, b > 0 { differences.append(decibels(power: a) - decibels(power: b)) }
  }
  guard differences.count > 1 else { return nil }
  let mean = differences.reduce(0, +) / Double(differences.count)
  let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (squares / Double(differences.count)).squareRoot()
}

/// Third octaves from 40 Hz to 16 kHz on the scale of `OctaveBands`.
private enum ThirdOctaves {
  /// Bands to either side of a centre: a sixth of an octave.
  private static let reach = OctaveBands.perOctave / 6

  /// The bands in the middle of each third octave; the first one lies two octaves above 10 Hz.
  static let centreBands = stride(
    from: 2 * OctaveBands.perOctave, through: 2 * OctaveBands.perOctave + 26 * 2 * reach,
    by: 2 * reach)

  /// The power of a third octave, of mid or of mid and side; 0 where part of it was not measured.
  static func power(_ spectrum: BandSpectrum, around centre: Int, ofMid: Bool) -> Double {
    var sum = 0.0
    for offset in -reach...reach {
      let power = spectrum[centre + offset]
      guard power.x > 0 || power.y > 0 else { return 0 }
      // The outermost bands lie half in the next third octave.
      let share = abs(offset) == reach ? 0.5 : 1
      sum += Double(ofMid ? power.x : power.x + power.y) * share
    }
    return sum
  }
}

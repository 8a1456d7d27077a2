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
  for centre in ThirdOctaves.centreBands where comparedHertz.contains(centre.hertz) {
    guard let one = ThirdOctaves.power(one.bands, around: centre.band),
      let other = ThirdOctaves.power(other.bands, around: centre.band)
    else { continue }
    let (a, b) = ofMid ? (one.x, other.x) : (one.sum(), other.sum())
    if a > 0, b > 0 { differences.append(decibels(power: a) - decibels(power: b)) }
  }
  guard differences.count > 1 else { return nil }
  let mean = differences.reduce(0, +) / Double(differences.count)
  let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (squares / Double(differences.count)).squareRoot()
}

/// The centres of the third octaves that are compared, in Hz: below them a room decides, above them
/// age.
private let comparedHertz = 39.0...16_500.0

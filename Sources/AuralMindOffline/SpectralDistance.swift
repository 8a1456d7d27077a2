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
  for octave in ThirdOctave.allCases where ThirdOctave.balanceHertz.contains(octave.nominalHertz) {
    let powers = (octave.power(one.bands), octave.power(other.bands))
    let a = ofMid ? powers.0.x : powers.0.sum()
    let b = ofMid ? powers.1.x : powers.1.sum()
    if a > 0, b > 0 { differences.append(decibels(power: a) - decibels(power: b)) }
  }
  guard differences.count > 1 else { return nil }
  let mean = differences.reduce(0, +) / Double(differences.count)
  let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (squares / Double(differences.count)).squareRoot()
}

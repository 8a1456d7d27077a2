import AuralDSP

/// Everything the match EQ's curve depends on.
struct MatchRequest {
  /// What is aimed at; nil for the preset's own curve.
  var reference: MatchSpectrum?
  /// What the mix has.
  var source: BandSpectrum
  /// How much of the difference is taken, 1 being all of it.
  var amount: Double
  /// How far the side has a curve of its own, from 0 to 1.
  var sideAmount: Double
  /// The width of the smoothing, in octaves.
  var smoothingOctaves: Double
  /// The largest boost or cut, in dB.
  var limitDecibels: Double
  /// The ends of what is matched, in Hz.
  var lowHertz: Double
  var highHertz: Double
  /// The strength of the preset's own curve, and what of it is left from 6 kHz on.
  var translationStrength: Double
  var translationHighShare: Double
}

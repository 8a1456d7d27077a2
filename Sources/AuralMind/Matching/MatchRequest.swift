import AuralDSP

/// Everything the match EQ's curve depends on.
struct MatchRequest {
  /// What is aimed at; nil for the preset's own curve.
  var reference: MatchSpectrum?
  /// What the mix has.
  var source = BandSpectrum()
  /// How much of the difference is taken, 1 being all of it.
  var amount = 0.0
  /// How far the side has a curve of its own, from 0 to 1.
  var sideAmount = 0.0
  /// The width of the smoothing, in octaves.
  var smoothingOctaves = 0.33
  /// The largest boost or cut beside the level of the whole, in dB.
  var limitDecibels = 0.0
  /// The ends of what is matched, as positions on the scale of `OctaveBands`.
  var lowPosition = 0.0
  var highPosition = 0.0
  /// The preset's own curve, its strength, and what of it is left from 6 kHz on.
  var translation = TranslationCurve.flat
  var translationStrength = 0.0
  var translationHighShare = 1.0

  @_noLocks
  init() {}
}

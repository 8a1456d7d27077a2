import AuralDSP
import CRealtime

/// The gentle curve a preset has where there is no reference: it helps a mix to translate to other
/// loudspeakers.
///
/// The original Python engine's: a little more below 60 Hz, less of the boxy region round 280 Hz, a
/// touch of presence and air.
struct TranslationCurve {
  /// A bell on the scale of octaves: its height in dB, centre in Hz and standard deviation in octaves.
  private struct Bell {
    let decibels: Double
    let centreHertz: Double
    let octaves: Double
  }

  /// Returns the curve at a frequency, in dB, at full strength.
  @_noLocks
  static func decibels(hertz: Double) -> Double {
    sub(hertz)
      + value(of: Bell(decibels: -1, centreHertz: 280, octaves: 0.45), at: hertz)
      + value(of: Bell(decibels: 0.7, centreHertz: 3_200, octaves: 0.55), at: hertz)
      + value(of: Bell(decibels: 0.7, centreHertz: 12_000, octaves: 0.7), at: hertz)
  }

  /// The lift of the sub: straight lines in Hz through 0.2 dB at 20, 1 dB at 45 and 0 dB at 90 Hz.
  @_noLocks
  private static func sub(_ hertz: Double) -> Double {
    if hertz <= 20 { return 0.2 }
    if hertz <= 45 { return 0.2 + 0.8 * (hertz - 20) / 25 }
    return max(0, 1 - (hertz - 45) / 45)
  }

  @_noLocks
  private static func value(of bell: Bell, at hertz: Double) -> Double {
    let distance = log(hertz / bell.centreHertz) / (0.693147180559945309 * bell.octaves)
    return bell.decibels * exp(-0.5 * distance * distance)
  }
}

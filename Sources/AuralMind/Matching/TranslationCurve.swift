import AuralDSP
import CRealtime

/// The gentle curve a preset has where there is no reference: it helps a mix to translate to other
/// loudspeakers, and gives the preset the balance of its name.
///
/// The places are the original Python engine's: the sub below 90 Hz, the boxy region round 280 Hz,
/// presence and air. There one curve (1, -1, 0.7 and 0.7 dB) served every preset.
struct TranslationCurve: Sendable {
  /// The lift at 45 Hz, in dB.
  let subDecibels: Double
  /// The gain at 280 Hz, in dB.
  let lowMidDecibels: Double
  /// The gain at 3.2 kHz, in dB.
  let presenceDecibels: Double
  /// The gain at 12 kHz, in dB.
  let airDecibels: Double

  /// Nothing.
  static var flat: Self { @_noLocks get { Self(0, 0, 0, 0) } }
  /// Hi-fi: a firm bottom and air.
  static var open: Self { @_noLocks get { Self(1, -1, 0.7, 1.3) } }
  /// Radio: voices ahead, and no sub that small loudspeakers choke on.
  static var forward: Self { @_noLocks get { Self(0.2, -1.2, 1.9, 0.7) } }
  /// Cinema: body kept, a depth below, nothing that bites.
  static var warm: Self { @_noLocks get { Self(1.6, 0.3, -0.6, 0.3) } }
  /// Club: weight and edge.
  static var weighty: Self { @_noLocks get { Self(2, -1.4, 0.7, 0.9) } }
  /// Club for what is bright already.
  static var firm: Self { @_noLocks get { Self(1.4, -1.4, 0, -0.3) } }
  /// Trap: the sub above all.
  static var deep: Self { @_noLocks get { Self(3, -1.2, 0.5, 1) } }

  @_noLocks
  private init(_ sub: Double, _ lowMid: Double, _ presence: Double, _ air: Double) {
    subDecibels = sub
    lowMidDecibels = lowMid
    presenceDecibels = presence
    airDecibels = air
  }

  /// Whether two curves are the same.
  @_noLocks
  func isSame(as other: Self) -> Bool {
    subDecibels == other.subDecibels && lowMidDecibels == other.lowMidDecibels
      && presenceDecibels == other.presenceDecibels && airDecibels == other.airDecibels
  }

  /// Returns the curve at a frequency, in dB, at full strength.
  @_noLocks
  func decibels(hertz: Double) -> Double {
    subDecibels * Self.sub(hertz)
      + lowMidDecibels * Self.bell(at: hertz, centreHertz: 280, octaves: 0.45)
      + presenceDecibels * Self.bell(at: hertz, centreHertz: 3_200, octaves: 0.55)
      + airDecibels * Self.bell(at: hertz, centreHertz: 12_000, octaves: 0.7)
  }

  /// The shape of the sub: straight lines in Hz through 0.2 at 20, 1 at 45 and 0 at 90 Hz.
  @_noLocks
  private static func sub(_ hertz: Double) -> Double {
    if hertz <= 20 { return 0.2 }
    if hertz <= 45 { return 0.2 + 0.8 * (hertz - 20) / 25 }
    return max(0, 1 - (hertz - 45) / 45)
  }

  /// A bell of height 1 on the scale of octaves, of that standard deviation.
  @_noLocks
  private static func bell(at hertz: Double, centreHertz: Double, octaves: Double) -> Double {
    let distance = log(hertz / centreHertz) / (0.693147180559945309 * octaves)
    return exp(-0.5 * distance * distance)
  }
}

import AuralDSP

/// The levels of both tracks in a third octave, B at A's loudness.
public struct BandDifference: Sendable, Equatable {
  /// The frequency the band is named by, in Hz (ISO 266).
  public let hertz: Double
  /// Mid: (left + right) / 2.
  public let mid: Levels
  /// Side: (left − right) / 2.
  public let side: Levels

  /// A level of each track.
  public struct Levels: Sendable, Equatable {
    /// The level of A, in dB of full scale; nil where nothing is heard.
    public let a: Double?
    /// The level of B, in dB of full scale; nil where nothing is heard.
    public let b: Double?

    /// How much more B has, in dB; nil where one of them has nothing.
    public var difference: Double? {
      guard let a, let b else { return nil }
      return b - a
    }

    /// What lies below is not heard: no record is so clean, and only rounding is left there.
    private static let floorDecibels = -120.0

    fileprivate init(powerA: Double, powerB: Double, gainB: Double) {
      func heard(_ power: Double, _ gain: Double) -> Double? {
        let level = decibels(power: power) + gain
        return level > Self.floorDecibels ? level : nil
      }
      a = heard(powerA, 0)
      b = heard(powerB, gainB)
    }
  }

  /// Compares two spectra in a third octave, the second raised by `gainB` in dB.
  init(_ centre: ThirdOctaves.Centre, _ a: BandSpectrum, _ b: BandSpectrum, gainB: Double) {
    hertz = centre.nominalHertz
    let powerA = ThirdOctaves.power(a, around: centre.band) ?? .zero
    let powerB = ThirdOctaves.power(b, around: centre.band) ?? .zero
    mid = Levels(powerA: powerA.x, powerB: powerB.x, gainB: gainB)
    side = Levels(powerA: powerA.y, powerB: powerB.y, gainB: gainB)
  }
}

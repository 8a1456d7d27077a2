import AuralDSP

/// A third octave on the scale of `OctaveBands`, from 20 Hz to 20 kHz.
///
/// The centres are 20 Hz · 2^(k/3), within 3 % of the frequencies they are named by.
struct ThirdOctave: Equatable {
  /// The names of the bands, in Hz (ISO 266).
  static let nominals: [Double] = [
    20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1_000, 1_250,
    1_600, 2_000, 2_500, 3_150, 4_000, 5_000, 6_300, 8_000, 10_000, 12_500, 16_000, 20_000,
  ]

  /// All of them, from the lowest.
  static let allCases = nominals.indices.map(ThirdOctave.init)

  /// Where balance is compared, in Hz: below 40 Hz and above 16 kHz rooms and ears differ more than mixes.
  static let balanceHertz = 40.0...16_000.0

  /// Bands to either side of a centre: a sixth of an octave.
  private static let reach = OctaveBands.perOctave / 6

  private let index: Int

  private init(_ index: Int) { self.index = index }

  /// The frequency the band is named by, in Hz.
  var nominalHertz: Double { Self.nominals[index] }

  /// The band of a spectrum in the middle; the lowest one lies an octave above 10 Hz.
  private var centre: Int { OctaveBands.perOctave + index * 2 * Self.reach }

  /// The power of mid (`x`) and side (`y`); 0 of both where part of the band was not measured.
  func power(_ spectrum: BandSpectrum) -> DoubleFrame {
    var sum = DoubleFrame.zero
    for offset in -Self.reach...Self.reach {
      let power = spectrum[centre + offset]
      guard power.x > 0 || power.y > 0 else { return .zero }
      // The outermost bands lie half in the next third octave.
      sum += DoubleFrame(power) * (abs(offset) == Self.reach ? 0.5 : 1)
    }
    return sum
  }
}

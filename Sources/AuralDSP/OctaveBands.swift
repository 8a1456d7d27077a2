import CRealtime

/// The scale on which spectra are kept: bands of 1/24 octave, from 10 Hz up to Nyquist.
///
/// The centres are 10 Hz · 2^(k/24) at every sample rate, so that spectra of tracks at different
/// rates can be compared and averaged band by band.
public enum OctaveBands {
  /// Bands in an octave.
  public static let perOctave = 24
  /// The centre of band 0, in Hz.
  public static let lowestHertz = 10.0
  /// The bands of the highest sample rate, 384 kHz: the last one is centred below 192 kHz.
  public static let capacity = 342

  /// The centre of band `index`, in Hz.
  @_noLocks
  public static func centreHertz(_ index: Int) -> Double {
    lowestHertz * exp(octaves(index) * naturalOctave)
  }

  /// The distance of band `index` from band 0, in octaves.
  @_noLocks
  public static func octaves(_ index: Int) -> Double { Double(index) / Double(perOctave) }

  /// The position of a frequency on the scale, in bands: `centreHertz` the other way round.
  @_noLocks
  public static func position(hertz: Double) -> Double {
    log(hertz / lowestHertz) / naturalOctave * Double(perOctave)
  }

  /// The number of bands whose centre lies at or below Nyquist.
  @_noLocks
  public static func count(sampleRate: Double) -> Int {
    min(capacity, Int(position(hertz: sampleRate / 2) + 1e-9) + 1)
  }

  /// The natural logarithm of 2: an octave.
  private static let naturalOctave = 0.693147180559945309
}

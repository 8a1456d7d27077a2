import Foundation

/// A figure of a master that the regression suite compares.
///
/// The same machine gives the same bits. Another mathematics library, or other code of FFTW for
/// another processor, differs in the last bits of a sample, which is 0.0001 dB in a figure, and may
/// tip a decision that stood on edge, which is hundredths. The tolerances leave room for that and for
/// nothing that a listener could tell.
enum GoldenFigure {
  /// Gated loudness of the whole, in LUFS.
  case integrated
  /// The highest peak between samples, in dBTP.
  case truePeak
  /// Sample peak over RMS, in dB.
  case crest
  /// Loudness range, in LU.
  case loudnessRange
  /// Correlation of left and right.
  case correlation
  /// The level of mid in a third octave, in dB.
  case mid(hertz: Double)
  /// The level of side in a third octave, in dB.
  case side(hertz: Double)

  /// What lies lower in a third octave, in dB, is 75 dB under a master: nobody hears it, and it may be
  /// rounding alone.
  private static let floorDecibels = -90.0

  /// The name in the golden file, with the unit; names of third octaves sort by frequency.
  var name: String {
    switch self {
    case .integrated: "integrated_lufs"
    case .truePeak: "true_peak_dbtp"
    case .crest: "crest_db"
    case .loudnessRange: "loudness_range_lu"
    case .correlation: "correlation"
    case .mid(let hertz): String(format: "mid_%05.0f_hz_db", hertz)
    case .side(let hertz): String(format: "side_%05.0f_hz_db", hertz)
    }
  }

  /// How far the figure may move, in its own unit.
  var tolerance: Double {
    switch self {
    // What `master` and the limiter promise.
    case .integrated, .truePeak: 0.05
    // The sample peak moves with the true peak, and the RMS level beside it.
    case .crest: 0.1
    // A percentile of a histogram in steps of a tenth: one step either way.
    case .loudnessRange: 0.1
    // A hundredth is what a needle shows.
    case .correlation: 0.01
    // A fifth of the least change in a band that trained listeners tell (F. E. Toole & S. E. Olive,
    // "The modification of timbre by resonances", 1988).
    case .mid, .side: 0.1
    }
  }

  /// The figure as the golden file has it: hundredths, of correlation thousandths.
  func rounded(_ value: Double) -> Double {
    switch self {
    case .mid, .side: (max(value, Self.floorDecibels) * 100).rounded() / 100
    case .correlation: (value * 1_000).rounded() / 1_000
    default: (value * 100).rounded() / 100
    }
  }
}

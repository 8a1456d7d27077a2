import CRealtime

/// A fifth-order elliptic low-pass: flat within 0.1 dB to 0.9 of its cutoff, and 56 dB down from 1.7 of
/// it on.
///
/// For what must not reach a nonlinearity: to fall as far as soon, a Butterworth filter needs order 12. The
/// prototype is W. Cauer's, as tabled in A. Zverev, "Handbook of Filter Synthesis" (1967); its sections are
/// trapezoidal integrators, scaled together, so that the response stays elliptic up to Nyquist. The second of
/// them hears what the first made of the frame before, so that both are done at once: the output lags by a
/// frame.
public struct SteepLowPass: Sendable {
  /// From here on, in cutoffs, a tone is at least 56 dB down.
  public static var stopRatio: Double { 1.702 }

  /// What the section of first order takes of its input, and keeps of its state.
  let single: Double
  let singleKeep: Double
  /// The two pairs of poles and zeros.
  let pairs: (first: StateVariableCoefficients, second: StateVariableCoefficients)
  /// Both pairs, one a lane.
  private var sections: FilterPair
  private var singleState = 0.0
  /// What the first section made of the last frame.
  private var between = 0.0

  /// Creates a filter with its -3 dB point at `cutoffHertz`, which lies below Nyquist.
  public init(cutoffHertz: Double, sampleRate: Double) {
    let g = tan(.pi * cutoffHertz / sampleRate)
    // The prototype: poles and zeros in cutoffs, the sharper pair of poles with the nearer zeros.
    let real = g * 0.53935
    single = real / (1 + real)
    singleKeep = 1 - 2 * single
    pairs = (
      Self.section(g: g * 0.76134, damping: 1.01221, zeroRatio: 2.74857 / 0.76134),
      Self.section(g: g * 0.97386, damping: 0.25027, zeroRatio: 1.77607 / 0.97386)
    )
    sections = FilterPair(pairs.first, pairs.second)
  }

  /// A pair of poles and a pair of zeros.
  private static func section(
    g: Double, damping: Double, zeroRatio: Double
  ) -> StateVariableCoefficients {
    // The low-pass, and as much of the high-pass as puts the zeros where they belong.
    let highShare = 1 / (zeroRatio * zeroRatio)
    return StateVariableCoefficients(
      g: g, k: damping, m0: highShare, m1: -damping * highShare, m2: 1 - highShare)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    singleState = 0
    sections.reset()
    between = 0
  }

  /// Returns the low-passed sample.
  @_noLocks @inline(__always)
  public mutating func process(_ input: Double) -> Double {
    let output = singleState + (input - singleState) * single
    singleState = input * (2 * single) + singleState * singleKeep
    let filtered = sections.process(DoubleFrame(output, between))
    between = filtered.x
    return filtered.y
  }
}

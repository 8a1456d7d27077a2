import CRealtime

/// A fifth-order elliptic low-pass: flat within 0.1 dB to 0.9 of its cutoff, and 56 dB down from 1.7 of
/// it on.
///
/// For what must not reach a nonlinearity: to fall as far as soon, a Butterworth filter needs order 12. The
/// prototype is W. Cauer's, as tabled in A. Zverev, "Handbook of Filter Synthesis" (1967); its sections are
/// trapezoidal integrators, scaled together, so that the response stays elliptic up to Nyquist.
public struct SteepLowPass: Sendable {
  /// From here on, in cutoffs, a tone is at least 56 dB down.
  public static var stopRatio: Double { 1.702 }

  private let single: Double
  private let singleKeep: Double
  private let first: Section
  private let second: Section
  private var singleState = 0.0
  private var firstState = SIMD2<Double>.zero
  private var secondState = SIMD2<Double>.zero

  /// Creates a filter with its -3 dB point at `cutoffHertz`, which lies below Nyquist.
  public init(cutoffHertz: Double, sampleRate: Double) {
    let g = tan(.pi * cutoffHertz / sampleRate)
    // The prototype: poles and zeros in cutoffs, the sharper pair of poles with the nearer zeros.
    let real = g * 0.53935
    single = real / (1 + real)
    singleKeep = 1 - 2 * single
    first = Section(g: g * 0.76134, damping: 1.01221, zeroRatio: 2.74857 / 0.76134)
    second = Section(g: g * 0.97386, damping: 0.25027, zeroRatio: 1.77607 / 0.97386)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    singleState = 0
    firstState = .zero
    secondState = .zero
  }

  /// Returns the low-passed sample.
  @_noLocks @inline(__always)
  public mutating func process(_ input: Double) -> Double {
    let output = singleState + (input - singleState) * single
    singleState = input * (2 * single) + singleState * singleKeep
    return second.process(first.process(output, &firstState), &secondState)
  }

  /// A pair of poles and a pair of zeros: one lane of a `StateVariableFilter`.
  private struct Section: Sendable {
    private let coefficients: StateVariableCoefficients

    init(g: Double, damping: Double, zeroRatio: Double) {
      // The low-pass, and as much of the high-pass as puts the zeros where they belong.
      let highShare = 1 / (zeroRatio * zeroRatio)
      coefficients = StateVariableCoefficients(
        g: g, k: damping, m0: highShare, m1: -damping * highShare, m2: 1 - highShare)
    }

    /// Returns the filtered sample.
    @_noLocks @inline(__always)
    func process(_ input: Double, _ state: inout SIMD2<Double>) -> Double {
      let c = coefficients
      let (first, second) = (state.x, state.y)
      let nextFirst = (input * c.exchange - second * c.exchange) + first * c.firstKeep
      let nextSecond = (input * c.secondFeed + first * c.exchange) + second * c.secondKeep
      state = SIMD2(nextFirst, nextSecond)
      return input * c.direct + (first + nextFirst) * c.halfBand
        + (second + nextSecond) * c.halfLow
    }
  }
}

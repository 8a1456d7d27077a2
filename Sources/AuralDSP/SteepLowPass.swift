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
    let step = (input - singleState) * single
    let output = singleState + step
    singleState = output + step
    return second.process(first.process(output, &firstState), &secondState)
  }

  /// A pair of poles and a pair of zeros: one lane of a `StateVariableFilter`.
  private struct Section: Sendable {
    let a1: Double
    let a2: Double
    let a3: Double
    let m0: Double
    let m1: Double
    let m2: Double

    init(g: Double, damping: Double, zeroRatio: Double) {
      a1 = 1 / (1 + g * (g + damping))
      a2 = g * a1
      a3 = g * a2
      // The low-pass, and as much of the high-pass as puts the zeros where they belong.
      let highShare = 1 / (zeroRatio * zeroRatio)
      m0 = highShare
      m1 = -damping * highShare
      m2 = 1 - highShare
    }

    /// Returns the filtered sample.
    @_noLocks @inline(__always)
    func process(_ input: Double, _ state: inout SIMD2<Double>) -> Double {
      let v3 = input - state.y
      let v1 = state.x * a1 + v3 * a2
      let v2 = state.y + state.x * a2 + v3 * a3
      state = SIMD2(v1 + v1 - state.x, v2 + v2 - state.y)
      return input * m0 + v1 * m1 + v2 * m2
    }
  }
}

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

  /// A pair of poles and a pair of zeros; the state is that of a state-variable filter.
  private struct Section: Sendable {
    let g: Double
    let feedback: Double
    let scale: Double
    /// The share of the high-pass in the output, which puts the zeros where they belong.
    let highShare: Double

    init(g: Double, damping: Double, zeroRatio: Double) {
      self.g = g
      feedback = g + damping
      scale = 1 / (1 + g * (g + damping))
      highShare = 1 / (zeroRatio * zeroRatio)
    }

    /// Returns the filtered sample; the band is kept in `state.x`, the low in `state.y`.
    @_noLocks @inline(__always)
    func process(_ input: Double, _ state: inout SIMD2<Double>) -> Double {
      let high = (input - state.y - state.x * feedback) * scale
      let bandStep = high * g
      let band = bandStep + state.x
      let lowStep = band * g
      let low = lowStep + state.y
      state = SIMD2(band + bandStep, low + lowStep)
      return low + high * highShare
    }
  }
}

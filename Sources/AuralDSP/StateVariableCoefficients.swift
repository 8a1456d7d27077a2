import CRealtime

/// What a `StateVariableFilter` does to the sound.
///
/// The forms are A. Simper's (Cytomic technical paper "SvfLinearTrapOptimised2", 2013); they have
/// the response of R. Bristow-Johnson's Audio EQ Cookbook at the same frequency, Q and gain.
public struct StateVariableCoefficients: Sendable {
  /// Feedback of the first integrator.
  public var a1: Double
  /// Gain into the first integrator.
  public var a2: Double
  /// Gain into the second integrator.
  public var a3: Double
  /// Share of the input in the output.
  public var m0: Double
  /// Share of the band-pass in the output.
  public var m1: Double
  /// Share of the low-pass in the output.
  public var m2: Double

  /// Builds the coefficients from Simper's g (integrator gain) and k (damping) and the output mix.
  @_noLocks
  private init(g: Double, k: Double, m0: Double, m1: Double, m2: Double) {
    a1 = 1 / (1 + g * (g + k))
    a2 = g * a1
    a3 = g * a2
    self.m0 = m0
    self.m1 = m1
    self.m2 = m2
  }

  /// A high-pass with its resonance `q` at `cutoffHertz`; a `q` of √½ is Butterworth's.
  @_noLocks
  public static func highpass(cutoffHertz: Double, q: Double, sampleRate: Double) -> Self {
    let k = 1 / q
    return Self(
      g: integratorGain(hertz: cutoffHertz, sampleRate: sampleRate), k: k, m0: 1, m1: -k, m2: -1)
  }

  /// A low-pass with its resonance `q` at `cutoffHertz`; a `q` of √½ is Butterworth's.
  @_noLocks
  public static func lowpass(cutoffHertz: Double, q: Double, sampleRate: Double) -> Self {
    Self(
      g: integratorGain(hertz: cutoffHertz, sampleRate: sampleRate), k: 1 / q, m0: 0, m1: 0, m2: 1)
  }

  /// A band-pass of unity gain at `centreHertz`, whose -3 dB points lie `centreHertz / q` apart.
  @_noLocks
  public static func bandpass(centreHertz: Double, q: Double, sampleRate: Double) -> Self {
    let k = 1 / q
    return Self(
      g: integratorGain(hertz: centreHertz, sampleRate: sampleRate), k: k, m0: 0, m1: k, m2: 0)
  }

  /// A second-order all-pass whose phase has turned by 180° at `centreHertz`.
  ///
  /// With a `q` of √½ it is what a fourth-order Linkwitz-Riley crossover at that frequency sums to.
  @_noLocks
  public static func allpass(centreHertz: Double, q: Double, sampleRate: Double) -> Self {
    let k = 1 / q
    return Self(
      g: integratorGain(hertz: centreHertz, sampleRate: sampleRate), k: k, m0: 1, m1: -2 * k, m2: 0)
  }

  /// A bell of `gainDecibels` at `centreHertz`; `q` is the cookbook's, the same for boost and cut.
  @_noLocks
  public static func bell(
    centreHertz: Double, q: Double, gainDecibels: Double, sampleRate: Double
  ) -> Self {
    let a = pow(10, gainDecibels / 40)
    let k = 1 / (q * a)
    return Self(
      g: integratorGain(hertz: centreHertz, sampleRate: sampleRate), k: k, m0: 1,
      m1: k * (a * a - 1), m2: 0)
  }

  /// A shelf of `gainDecibels` below `midpointHertz`, where it has half its decibels.
  ///
  /// `slope` is the cookbook's S, up to 1 (the steepest without a bump).
  @_noLocks
  public static func lowShelf(
    midpointHertz: Double, slope: Double, gainDecibels: Double, sampleRate: Double
  ) -> Self {
    let a = pow(10, gainDecibels / 40)
    let k = shelfDamping(a: a, slope: slope)
    let g = integratorGain(hertz: midpointHertz, sampleRate: sampleRate) / square_root(a)
    return Self(g: g, k: k, m0: 1, m1: k * (a - 1), m2: a * a - 1)
  }

  /// A shelf of `gainDecibels` above `midpointHertz`, where it has half its decibels.
  ///
  /// `slope` is the cookbook's S, up to 1 (the steepest without a bump).
  @_noLocks
  public static func highShelf(
    midpointHertz: Double, slope: Double, gainDecibels: Double, sampleRate: Double
  ) -> Self {
    let a = pow(10, gainDecibels / 40)
    let k = shelfDamping(a: a, slope: slope)
    let g = integratorGain(hertz: midpointHertz, sampleRate: sampleRate) * square_root(a)
    return Self(g: g, k: k, m0: a * a, m1: k * (1 - a) * a, m2: 1 - a * a)
  }

  /// By how much a steady tone at `hertz`, from 0 to below Nyquist, changes in power.
  ///
  /// The filter is an analogue one at the frequency tan(π f / fs) (Zavalishin, §3.8).
  @_noLocks
  public func powerGain(hertz: Double, sampleRate: Double) -> Double {
    let g = a2 / a1
    let k = (1 / a1 - 1) / g - g
    let w = tan(.pi * min(hertz / sampleRate, 0.4999)) / g
    let real = 1 - w * w
    let imaginary = k * w
    let numerator = SIMD2(m0 * real + m2, m0 * imaginary + m1 * w)
    return (numerator * numerator).sum() / (real * real + imaginary * imaginary)
  }

  /// Simper's k for the cookbook's shelf slope: 1/Q with α = sin(w0)/2·√((A + 1/A)(1/S - 1) + 2).
  @_noLocks
  private static func shelfDamping(a: Double, slope: Double) -> Double {
    square_root((a + 1 / a) * (1 / slope - 1) + 2)
  }

  /// The integrator gain that puts the pole at `hertz`: tan(π f / fs), short of Nyquist.
  @_noLocks
  private static func integratorGain(hertz: Double, sampleRate: Double) -> Double {
    tan(.pi * min(hertz / sampleRate, 0.49))
  }
}

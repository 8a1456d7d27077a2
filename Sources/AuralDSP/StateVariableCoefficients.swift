import CRealtime

/// What a `StateVariableFilter` does to the sound.
///
/// The forms are A. Simper's (Cytomic technical paper "SvfLinearTrapOptimised2", 2013); they have
/// the response of R. Bristow-Johnson's Audio EQ Cookbook at the same frequency, Q and gain.
public struct StateVariableCoefficients: Sendable {
  /// What the first integrator keeps of its state from frame to frame.
  var firstKeep: Double
  /// What the first integrator takes of the input, and what the two take of each other.
  var exchange: Double
  /// What the second integrator keeps of its state.
  var secondKeep: Double
  /// What the second integrator takes of the input.
  var secondFeed: Double
  /// Share of the input in the output.
  var direct: Double
  /// Half the share of the band-pass in the output.
  var halfBand: Double
  /// Half the share of the low-pass in the output.
  var halfLow: Double

  /// Builds the coefficients from Simper's g (integrator gain) and k (damping) and the output mix.
  ///
  /// In his terms a1 = 1 / (1 + g (g + k)), a2 = g a1 and a3 = g a2.
  @_noLocks
  init(g: Double, k: Double, m0: Double, m1: Double, m2: Double) {
    let a1 = 1 / (1 + g * (g + k))
    firstKeep = 2 * a1 - 1
    exchange = 2 * g * a1
    secondFeed = 2 * g * g * a1
    secondKeep = 1 - secondFeed
    direct = m0
    halfBand = 0.5 * m1
    halfLow = 0.5 * m2
  }

  /// What lets everything pass: for a lane beside a filter.
  public static var through: Self {
    @_noLocks get { Self(g: 1, k: 1, m0: 1, m1: 0, m2: 0) }
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

  /// The way to other coefficients, a share of it at a time.
  @_noLocks
  func way(to end: Self, times share: Double) -> Self {
    var way = end
    way.firstKeep = (end.firstKeep - firstKeep) * share
    way.exchange = (end.exchange - exchange) * share
    way.secondKeep = (end.secondKeep - secondKeep) * share
    way.secondFeed = (end.secondFeed - secondFeed) * share
    way.direct = (end.direct - direct) * share
    way.halfBand = (end.halfBand - halfBand) * share
    way.halfLow = (end.halfLow - halfLow) * share
    return way
  }

  /// Goes a step of such a way.
  @_noLocks @inline(__always)
  mutating func move(by step: Self) {
    firstKeep += step.firstKeep
    exchange += step.exchange
    secondKeep += step.secondKeep
    secondFeed += step.secondFeed
    direct += step.direct
    halfBand += step.halfBand
    halfLow += step.halfLow
  }

  /// By how much a steady tone at `hertz`, from 0 to below Nyquist, changes in power.
  ///
  /// The filter is an analogue one at the frequency tan(π f / fs) (Zavalishin, §3.8).
  @_noLocks
  public func powerGain(hertz: Double, sampleRate: Double) -> Double {
    let g = secondFeed / exchange
    let k = (2 / (1 + firstKeep) - 1) / g - g
    let w = tan(.pi * min(hertz / sampleRate, 0.4999)) / g
    let real = 1 - w * w
    let imaginary = k * w
    let numerator = SIMD2(direct * real + 2 * halfLow, direct * imaginary + 2 * halfBand * w)
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

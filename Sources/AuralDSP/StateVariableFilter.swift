/// A second-order filter of two trapezoidal integrators.
///
/// A. Simper, "Solving the continuous SVF equations using trapezoidal integration and equivalent
/// currents" (Cytomic, 2013); V. Zavalishin, "The Art of VA Filter Design", rev. 2.1.2, chapter 4.
/// Its state is that of the analogue circuit, so coefficients may move while it sounds, and double
/// precision keeps a 20 Hz cutoff clean at 384 kHz.
public struct StateVariableFilter: Sendable {
  var first = DoubleFrame.zero
  var second = DoubleFrame.zero

  /// Creates a filter at rest.
  public init() {}

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    first = .zero
    second = .zero
  }

  /// Returns the filtered frame.
  @_noLocks @inline(__always)
  public mutating func process(
    _ input: DoubleFrame, _ coefficients: StateVariableCoefficients
  ) -> DoubleFrame {
    let sums = advance(input, coefficients)
    return input * coefficients.direct + sums.band * coefficients.halfBand
      + sums.low * coefficients.halfLow
  }

  /// Goes on by a frame and returns twice what the band-pass and the low-pass give.
  ///
  /// An integrator's output is the mean of its states before and after. The states follow from those before
  /// by one product and one sum each, not by way of the outputs: so the next frame has the least to wait for.
  @_noLocks @inline(__always)
  public mutating func advance(
    _ input: DoubleFrame, _ coefficients: StateVariableCoefficients
  ) -> (band: DoubleFrame, low: DoubleFrame) {
    let c = coefficients
    let (first, second) = (first, second)
    self.first = (input * c.exchange - second * c.exchange) + first * c.firstKeep
    self.second = (input * c.secondFeed + first * c.exchange) + second * c.secondKeep
    return (first + self.first, second + self.second)
  }
}

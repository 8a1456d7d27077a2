/// A second-order filter of two trapezoidal integrators.
///
/// A. Simper, "Solving the continuous SVF equations using trapezoidal integration and equivalent
/// currents" (Cytomic, 2013); V. Zavalishin, "The Art of VA Filter Design", rev. 2.1.2, chapter 4.
/// Its state is that of the analogue circuit, so coefficients may move while it sounds, and double
/// precision keeps a 20 Hz cutoff clean at 384 kHz.
public struct StateVariableFilter: Sendable {
  private var first = DoubleFrame.zero
  private var second = DoubleFrame.zero

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
    let c = coefficients
    let v3 = input - second
    let v1 = first * c.a1 + v3 * c.a2
    let v2 = second + first * c.a2 + v3 * c.a3
    first = v1 + v1 - first
    second = v2 + v2 - second
    return input * c.m0 + v1 * c.m1 + v2 * c.m2
  }
}

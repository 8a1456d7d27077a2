/// A `StateVariableFilter` whose coefficients move in straight lines through a quantum of the grid.
///
/// Stepping them once a quantum would put a faint buzz at the rate of the grid under a glide.
public struct GlidingFilter: Sendable {
  private var filter = StateVariableFilter()
  private var coefficients: StateVariableCoefficients
  private var target: StateVariableCoefficients
  private var step: StateVariableCoefficients?

  /// Creates a filter at rest with `coefficients`.
  public init(_ coefficients: StateVariableCoefficients) {
    self.coefficients = coefficients
    target = coefficients
  }

  /// Forgets the sound of the past.
  @_noLocks
  public mutating func reset() {
    filter.reset()
  }

  /// Takes `coefficients` at once.
  @_noLocks
  public mutating func jump(to coefficients: StateVariableCoefficients) {
    self.coefficients = coefficients
    target = coefficients
    step = nil
  }

  /// Goes to `coefficients` in the `Glide.quantumFrames` frames that follow.
  @_noLocks
  public mutating func glide(to coefficients: StateVariableCoefficients) {
    rest()
    target = coefficients
    let share = 1 / Double(Glide.quantumFrames)
    var step = coefficients
    step.a1 = (step.a1 - self.coefficients.a1) * share
    step.a2 = (step.a2 - self.coefficients.a2) * share
    step.a3 = (step.a3 - self.coefficients.a3) * share
    step.m0 = (step.m0 - self.coefficients.m0) * share
    step.m1 = (step.m1 - self.coefficients.m1) * share
    step.m2 = (step.m2 - self.coefficients.m2) * share
    self.step = step
  }

  /// Ends a glide where it was going; to be called when its quantum is over.
  @_noLocks
  public mutating func rest() {
    coefficients = target
    step = nil
  }

  /// Returns the filtered frame.
  @_noLocks @inline(__always)
  public mutating func process(_ input: DoubleFrame) -> DoubleFrame {
    if let step {
      coefficients.a1 += step.a1
      coefficients.a2 += step.a2
      coefficients.a3 += step.a3
      coefficients.m0 += step.m0
      coefficients.m1 += step.m1
      coefficients.m2 += step.m2
    }
    return filter.process(input, coefficients)
  }
}

/// A `StateVariableFilter` whose coefficients move in straight lines through a quantum of the grid.
///
/// Stepping them once a quantum would put a faint buzz at the rate of the grid under a glide.
public struct GlidingFilter: Sendable {
  var filter = StateVariableFilter()
  private(set) var coefficients: StateVariableCoefficients
  private var target: StateVariableCoefficients
  private(set) var step: StateVariableCoefficients?

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
    step = self.coefficients.way(to: coefficients, times: 1 / Double(Glide.quantumFrames))
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
    if let step { coefficients.move(by: step) }
    return filter.process(input, coefficients)
  }

  /// Goes on by a frame and returns twice what the band-pass and the low-pass give.
  @_noLocks @inline(__always)
  public mutating func advance(_ input: DoubleFrame) -> (band: DoubleFrame, low: DoubleFrame) {
    if let step { coefficients.move(by: step) }
    return filter.advance(input, coefficients)
  }
}

/// Two state-variable filters side by side, one a lane: `StateVariableFilter` with coefficients of their own.
public struct FilterPair: Sendable {
  private let a1: DoubleFrame
  private let a2: DoubleFrame
  private let a3: DoubleFrame
  private let m0: DoubleFrame
  private let m1: DoubleFrame
  private let m2: DoubleFrame
  private var first = DoubleFrame.zero
  private var second = DoubleFrame.zero

  /// Creates two filters at rest: `x` for the first lane, `y` for the second.
  public init(_ x: StateVariableCoefficients, _ y: StateVariableCoefficients) {
    a1 = DoubleFrame(x.a1, y.a1)
    a2 = DoubleFrame(x.a2, y.a2)
    a3 = DoubleFrame(x.a3, y.a3)
    m0 = DoubleFrame(x.m0, y.m0)
    m1 = DoubleFrame(x.m1, y.m1)
    m2 = DoubleFrame(x.m2, y.m2)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    first = .zero
    second = .zero
  }

  /// Returns both lanes filtered.
  @_noLocks @inline(__always)
  public mutating func process(_ input: DoubleFrame) -> DoubleFrame {
    let v3 = input - second
    let v1 = first * a1 + v3 * a2
    let v2 = second + first * a2 + v3 * a3
    first = v1 + v1 - first
    second = v2 + v2 - second
    return input * m0 + v1 * m1 + v2 * m2
  }
}

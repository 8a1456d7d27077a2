/// Two state-variable filters side by side, one a lane: `StateVariableFilter` with coefficients of their own.
public struct FilterPair: Sendable {
  private let firstKeep: DoubleFrame
  private let exchange: DoubleFrame
  private let secondKeep: DoubleFrame
  private let secondFeed: DoubleFrame
  private let direct: DoubleFrame
  private let halfBand: DoubleFrame
  private let halfLow: DoubleFrame
  private var first = DoubleFrame.zero
  private var second = DoubleFrame.zero

  /// Creates two filters at rest: `x` for the first lane, `y` for the second.
  public init(_ x: StateVariableCoefficients, _ y: StateVariableCoefficients) {
    firstKeep = DoubleFrame(x.firstKeep, y.firstKeep)
    exchange = DoubleFrame(x.exchange, y.exchange)
    secondKeep = DoubleFrame(x.secondKeep, y.secondKeep)
    secondFeed = DoubleFrame(x.secondFeed, y.secondFeed)
    direct = DoubleFrame(x.direct, y.direct)
    halfBand = DoubleFrame(x.halfBand, y.halfBand)
    halfLow = DoubleFrame(x.halfLow, y.halfLow)
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
    let (first, second) = (first, second)
    self.first = (input * exchange - second * exchange) + first * firstKeep
    self.second = (input * secondFeed + first * exchange) + second * secondKeep
    return input * direct + (first + self.first) * halfBand + (second + self.second) * halfLow
  }
}

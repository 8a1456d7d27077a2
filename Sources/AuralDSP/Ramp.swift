/// A value that goes in a straight line over a quantum of the chain's grid, one step a frame.
///
/// A quantum begins exactly where the last one should have ended, so that what adding up the steps
/// rounds off is lost and a value at rest is the value that was asked for.
public struct Ramp: Sendable {
  /// The value now.
  public private(set) var value: Double

  private var end: Double
  private var step = 0.0

  /// Creates a value at rest.
  public init(_ value: Double = 0) {
    self.value = value
    end = value
  }

  /// Where the value is when the quantum is over.
  public var target: Double {
    @_noLocks @inline(__always) get { end }
  }

  /// Whether the value stays where it is for the quantum.
  public var isAtRest: Bool {
    @_noLocks @inline(__always) get { step == 0 }
  }

  /// Puts the value at `target` at once.
  @_noLocks
  public mutating func jump(to target: Double) {
    value = target
    end = target
    step = 0
  }

  /// Goes to `target` in the quantum that follows.
  @_noLocks
  public mutating func head(for target: Double) {
    value = end
    end = target
    step = (target - value) / Double(Glide.quantumFrames)
  }

  /// Goes on by a frame and returns the value there.
  @_noLocks @inline(__always)
  public mutating func next() -> Double {
    value += step
    return value
  }

  /// Goes on by `count` frames and returns where it was and what each frame adds.
  @_noLocks
  public mutating func advance(by count: Int) -> (start: Double, step: Double) {
    let start = value
    if !isAtRest {
      for _ in 0..<count { value += step }
    }
    return (start, step)
  }
}

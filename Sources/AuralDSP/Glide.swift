/// A value that goes to its target in a straight line, one step a quantum of the chain's grid.
///
/// Steps are counted, not measured, so a glide takes the same frames whatever the host's blocks.
public struct Glide: Sendable {
  /// The length of a quantum of the chain's grid, in frames: controls change between quanta only.
  public static var quantumFrames: Int {
    @_noLocks @inline(__always) get { 64 }
  }

  /// The length of a glide in quanta.
  public let quantumCount: Int

  /// The value now.
  public private(set) var value: Double

  /// Where the value is going.
  public private(set) var target: Double

  private var increment: Double = 0
  private var remaining = 0

  /// Creates a value at rest; `milliseconds` is the length of a glide, rounded up to whole quanta.
  ///
  /// 30 ms is long enough to pass without a click and short enough to follow a hand.
  public init(initial: Double = 0, milliseconds: Double = 30, sampleRate: Double) {
    value = initial
    target = initial
    let frames = milliseconds * 0.001 * sampleRate
    quantumCount = max(1, Int((frames / Double(Self.quantumFrames)).rounded(.up)))
  }

  /// Whether the value has yet to reach its target.
  public var isMoving: Bool {
    @_noLocks get { remaining > 0 }
  }

  /// Puts the value at `target` at once.
  @_noLocks
  public mutating func jump(to target: Double) {
    value = target
    self.target = target
    remaining = 0
  }

  /// Sets out for `target`; goes on as before when it is the target already.
  @_noLocks
  public mutating func head(for target: Double) {
    guard target != self.target else { return }
    self.target = target
    remaining = quantumCount
    increment = (target - value) / Double(quantumCount)
  }

  /// Goes on by one quantum; the last step lands on the target exactly.
  @_noLocks
  public mutating func advance() {
    guard remaining > 0 else { return }
    remaining -= 1
    value = remaining == 0 ? target : value + increment
  }
}

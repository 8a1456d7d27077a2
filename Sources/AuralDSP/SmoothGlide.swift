/// A value that sets out and arrives gently, one step a quantum of the chain's grid.
///
/// The way follows the smooth step 3t² - 2t³, whose slope is 0 at both ends.
public struct SmoothGlide: Sendable {
  private var progress: Glide
  private var start: Double

  /// Where the value is going.
  public private(set) var target: Double

  /// Creates a value at rest; `milliseconds` is the length of a glide, rounded up to whole quanta.
  public init(initial: Double = 0, milliseconds: Double = 45, sampleRate: Double) {
    progress = Glide(initial: 1, milliseconds: milliseconds, sampleRate: sampleRate)
    start = initial
    target = initial
  }

  /// The value now.
  public var value: Double {
    @_noLocks get {
      let t = progress.value
      return t >= 1 ? target : start + (target - start) * t * t * (3 - 2 * t)
    }
  }

  /// Whether the value has yet to reach its target.
  public var isMoving: Bool {
    @_noLocks get { progress.isMoving }
  }

  /// Puts the value at `target` at once.
  @_noLocks
  public mutating func jump(to target: Double) {
    progress.jump(to: 1)
    start = target
    self.target = target
  }

  /// Sets out for `target`; goes on as before when it is the target already.
  @_noLocks
  public mutating func head(for target: Double) {
    guard target != self.target else { return }
    start = value
    self.target = target
    progress.jump(to: 0)
    progress.head(for: 1)
  }

  /// Goes on by one quantum; the last step lands on the target exactly.
  @_noLocks
  public mutating func advance() {
    progress.advance()
  }
}

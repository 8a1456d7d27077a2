/// A glide that moves within the quanta too: one step a frame.
///
/// The first target after `init` or `reset` is taken at once.
public struct FrameGlide: Sendable {
  private var glide: Glide
  private var ramp = Ramp()
  private var jumps = true

  /// Creates a glide of `milliseconds`, rounded up to whole quanta.
  public init(milliseconds: Double = 30, sampleRate: Double) {
    glide = Glide(milliseconds: milliseconds, sampleRate: sampleRate)
  }

  /// Whether the value is 0 and stays so for the quantum.
  public var isZero: Bool {
    @_noLocks @inline(__always) get { ramp.value == 0 && ramp.isAtRest }
  }

  /// Where the value is when the quantum is over.
  public var end: Double {
    @_noLocks get { glide.value }
  }

  /// Makes the next update jump.
  @_noLocks
  public mutating func reset() {
    jumps = true
  }

  /// Goes towards `target` for the quantum that follows.
  @_noLocks
  public mutating func update(_ target: Double) {
    if jumps {
      jumps = false
      glide.jump(to: target)
      ramp.jump(to: target)
    }
    glide.head(for: target)
    glide.advance()
    ramp.head(for: glide.value)
  }

  /// Goes on by a frame and returns the value there.
  @_noLocks @inline(__always)
  public mutating func next() -> Double {
    ramp.next()
  }

  /// Goes on by `count` frames and returns where it was and what each frame adds.
  @_noLocks
  public mutating func advance(by count: Int) -> (start: Double, step: Double) {
    ramp.advance(by: count)
  }
}

/// A gain that is worked out once every few frames and goes in straight lines between.
///
/// It arrives one step after it was set. A loop goes on to the step's end, or as far as its block reaches,
/// and, when `isStepOver`, sets the gain to `head(for:)`. Steps divide the chain's quantum and are
/// counted, not measured, so that the gain does not depend on how the sound is split.
public struct SteppedGain: Sendable {
  /// The length of a step in frames.
  public let stepFrames: Int

  /// The frames of the step that are over.
  public private(set) var position = 0
  /// The gain where the step began.
  public private(set) var start = 1.0
  /// How far the gain goes with each frame.
  public private(set) var increment = 0.0

  private let share: Double
  private var target = 1.0

  /// Creates a gain of 1 that is worked out once a quantum of the chain's grid.
  public init() {
    self.init(stepFrames: Glide.quantumFrames)
  }

  /// Creates a gain of 1 for a detector that hears `lookaheadFrames` ahead.
  ///
  /// Two steps fit into the look-ahead, one to hear and one to act, as far as a quantum allows: what is heard
  /// is answered when it sounds.
  public init(lookaheadFrames: Int) {
    var frames = 1
    while 4 * frames <= lookaheadFrames && frames < Glide.quantumFrames { frames *= 2 }
    self.init(stepFrames: frames)
  }

  private init(stepFrames: Int) {
    self.stepFrames = stepFrames
    share = 1 / Double(stepFrames)
  }

  /// Returns to a gain of 1 at the start of a step.
  @_noLocks
  public mutating func reset() {
    position = 0
    start = 1
    target = 1
    increment = 0
  }

  /// Whether the gain is 1 and stays there for this step.
  public var isUnity: Bool {
    @_noLocks get { start == 1 && target == 1 }
  }

  /// Whether all of the step's frames are over.
  public var isStepOver: Bool {
    @_noLocks @inline(__always) get { position == stepFrames }
  }

  /// Returns how many of `count` frames belong to the step.
  @_noLocks @inline(__always)
  public func framesLeft(of count: Int) -> Int {
    min(stepFrames &- position, count)
  }

  /// Goes on by some frames of the step.
  @_noLocks @inline(__always)
  public mutating func advance(by frames: Int) {
    position &+= frames
  }

  /// Begins a step at whose end the gain is `target`.
  @_noLocks @inline(__always)
  public mutating func head(for target: Double) {
    position = 0
    // The last step ends where it was going: what adding up rounded off would keep 1 from being 1.
    start = self.target
    self.target = target
    increment = (target - start) * share
  }
}

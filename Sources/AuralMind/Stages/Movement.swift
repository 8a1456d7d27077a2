import AuralDSP
import CRealtime

/// Lets side breathe with the phrase: a few percent wider where the music swells.
///
/// At 0 % the stage is out of the path, and in the middle of the phrase's range it changes nothing.
struct Movement {
  /// How quickly side follows the phrase, in seconds: too slow for the beat, soon enough for a
  /// swell.
  private static let followSeconds = 0.2

  /// How much of the way to the phrase is gone in a quantum.
  private let followShare: Double
  private var depth: Glide
  /// The depth where the quantum began, and its step a frame.
  private var startDepth = 0.0
  private var depthStep = 0.0
  /// The place in the phrase where the quantum ends; where it began, from its middle, and its step a frame.
  private var place = 0.5
  private var startSwing = 0.0
  private var swingStep = 0.0
  /// The frames of the quantum that are over.
  private var position = 0
  private var jumps = true

  init(sampleRate: Double) {
    followShare = 1 - exp(-Double(Glide.quantumFrames) / (sampleRate * Self.followSeconds))
    depth = Glide(sampleRate: sampleRate)
  }

  /// Whether the stage touches the sound.
  var isInPath: Bool {
    @_noLocks get { startDepth != 0 || depthStep != 0 }
  }

  /// Takes up the depth and the place in the phrase's range, from 0 to 1, for the quantum that
  /// follows.
  ///
  /// With an amount of 0.1, 100 % reach from 5 % narrower to 5 % wider.
  @_noLocks
  mutating func update(amountPercent: Double, amount: Double, phrase: Double) {
    let target = amountPercent * 0.01 * amount
    if jumps {
      depth.jump(to: target)
      place = phrase
    }
    jumps = false
    depth.head(for: target)
    startDepth = depth.value
    depth.advance()
    depthStep = (depth.value - startDepth) / Double(Glide.quantumFrames)
    startSwing = place - 0.5
    swingStep = (phrase - place) * followShare / Double(Glide.quantumFrames)
    place += (phrase - place) * followShare
    position = 0
  }

  /// Forgets the sound and jumps to the depth and the phrase of the next `update`.
  @_noLocks
  mutating func reset() {
    jumps = true
  }

  /// Works on side, the second lane of coded frames.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    unsafe swing_side(
      firstFrame(of: &block), Float(startDepth), Float(depthStep), Float(startSwing),
      Float(swingStep), position, block.count)
    position &+= block.count
  }
}

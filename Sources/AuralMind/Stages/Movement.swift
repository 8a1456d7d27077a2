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
  private var depth: FrameGlide
  private var position = Ramp(0.5)
  private var jumps = true

  init(sampleRate: Double) {
    followShare = 1 - exp(-Double(Glide.quantumFrames) / (sampleRate * Self.followSeconds))
    depth = FrameGlide(sampleRate: sampleRate)
  }

  /// Whether the stage touches the sound.
  var isInPath: Bool {
    @_noLocks get { !depth.isZero }
  }

  /// Takes up the depth and the place in the phrase's range, from 0 to 1, for the quantum that
  /// follows.
  ///
  /// With an amount of 0.1, 100 % reach from 5 % narrower to 5 % wider.
  @_noLocks
  mutating func update(amountPercent: Double, amount: Double, phrase: Double) {
    depth.update(amountPercent * 0.01 * amount)
    if jumps {
      jumps = false
      position.jump(to: phrase)
    }
    position.head(for: position.target + (phrase - position.target) * followShare)
  }

  /// Forgets the sound and jumps to the depth and the phrase of the next `update`.
  @_noLocks
  mutating func reset() {
    depth.reset()
    jumps = true
  }

  /// Works on side, the second lane of coded frames.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    var stage = self
    for i in block.indices {
      block[i].y *= Float(1 + stage.depth.next() * (stage.position.next() - 0.5))
    }
    self = stage
  }
}

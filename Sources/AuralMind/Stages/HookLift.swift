import AuralDSP
import CRealtime

/// Lifts a chorus: a little more width above 1.6 kHz, a little more air above 7.2 kHz.
///
/// Both are first-order shelves. The original's saturated shimmer was, at its levels, a gain; here
/// it is one, and does not depend on the level. With a mix of 0.14 to 0.22, mid gets 0.8 to 1.2 dB
/// and side 0.2 to 0.3 dB. At 0 %, and outside a chorus, the stage is out of the path.
struct HookLift {
  /// Where the width begins, in Hz, and its gain at a mix of 1: the original engine's.
  private static let widthHertz = 1_600.0
  private static let widthGain = 0.18

  /// Where the air begins, in Hz, and its gain at a mix of 1: what the original's air and shimmer
  /// make of a small signal, 0.14 + 0.35 · 1.55.
  private static let airHertz = 7_200.0
  private static let airGain = 0.68

  /// How quickly a chorus is lifted, and let go again, in seconds: the original engine's.
  private static let attackSeconds = 0.25
  private static let releaseSeconds = 0.9

  /// A lift below this counts as none: it is worth 0.001 dB.
  private static let least = 1e-3

  private let attackShare: Double
  private let releaseShare: Double
  private var air: Shelf
  private var width: Shelf
  private var mix: Glide
  private var lift = 0.0
  private var jumps = true

  init(sampleRate: Double) {
    let quantum = Double(Glide.quantumFrames)
    attackShare = 1 - exp(-quantum / (sampleRate * Self.attackSeconds))
    releaseShare = 1 - exp(-quantum / (sampleRate * Self.releaseSeconds))
    air = Shelf(cutoffHertz: Self.airHertz, sampleRate: sampleRate)
    width = Shelf(cutoffHertz: Self.widthHertz, sampleRate: sampleRate)
    mix = Glide(sampleRate: sampleRate)
  }

  /// Whether the stage touches the sound.
  var isInPath: Bool {
    @_noLocks get { !air.isFlat }
  }

  /// Takes up the mix and where the lift is going, from 0 to 1, for the quantum that follows.
  @_noLocks
  mutating func update(amountPercent: Double, mix target: Double, lift goal: Double) {
    let share = amountPercent * 0.01 * target
    if jumps {
      mix.jump(to: share)
      lift = goal
    }
    mix.head(for: share)
    mix.advance()
    lift += (goal - lift) * (goal > lift ? attackShare : releaseShare)
    if goal == 0 && lift < Self.least { lift = 0 }
    let gain = mix.value * lift
    if jumps {
      air.jump(to: gain * Self.airGain)
      width.jump(to: gain * Self.widthGain)
    }
    jumps = false
    air.head(for: gain * Self.airGain)
    width.head(for: gain * Self.widthGain)
    if !isInPath {
      air.reset()
      width.reset()
    }
  }

  /// Forgets the sound and jumps to the mix and the lift of the next `update`.
  @_noLocks
  mutating func reset() {
    air.reset()
    width.reset()
    jumps = true
  }

  /// Works on side, the second lane of coded frames; to be called before `WidthGuard.finish`.
  @_noLocks
  mutating func processSide(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    width.process(&block, lane: 1)
  }

  /// Works on mid, the first lane of coded frames.
  @_noLocks
  mutating func processMid(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    air.process(&block, lane: 0)
  }

  /// A shelf of first order in one lane, whose gain goes in straight lines through the quanta.
  private struct Shelf {
    private var filter = shelf()
    /// The high-pass for each of what the filter has of it.
    private let scale: Double
    private var end = 0.0

    /// Creates a shelf whose high-pass has its -3 dB point at `cutoffHertz`, or just below Nyquist.
    init(cutoffHertz: Double, sampleRate: Double) {
      let g = tan(.pi * min(cutoffHertz / sampleRate, 0.49))
      scale = 1 / (1 + g)
      filter.feed = 2 * g * scale
    }

    /// Whether nothing is lifted in the quantum.
    var isFlat: Bool {
      @_noLocks get { filter.lift == 0 && filter.lift_step == 0 }
    }

    @_noLocks
    mutating func reset() {
      filter.state = 0
    }

    /// Takes a gain, less 1, at once.
    @_noLocks
    mutating func jump(to gain: Double) {
      end = gain * scale
    }

    /// Goes to a gain, less 1, in the quantum that follows.
    @_noLocks
    mutating func head(for gain: Double) {
      filter.lift = end
      end = gain * scale
      filter.lift_step = (end - filter.lift) / Double(Glide.quantumFrames)
    }

    @_noLocks
    mutating func process(_ block: inout MutableSpan<Frame>, lane: Int) {
      unsafe lift_above(&filter, firstFrame(of: &block), lane, block.count)
    }
  }
}

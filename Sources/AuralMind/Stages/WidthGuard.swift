import AuralDSP
import CRealtime

/// Keeps the sum of all widening from driving left and right apart, and from costing the mono sum.
///
/// It takes as much of the widening as leaves their correlation at 0.2 or above, none where the mix itself
/// is below, and no more than makes mono half a decibel quieter beside stereo. With C = (M² - S²) / (M² + S²), what a mix's correlation is where left and
/// right are equally loud and at least where they are not, that is a limit to side's power: at most
/// (1 - C) / (1 + C) times that of mid. Both hold over about 0.3 s and over 2 s, in every one of
/// `WidthBands`. Narrowing is always allowed. With all of the widening taken, the
/// output is what came in, to the last bit.
struct WidthGuard: ~Copyable {
  /// The correlation that is guarded.
  private static let correlation = 0.2

  /// How far above that the full band is held: with hindsight, a mix whose correlation wavers has
  /// taken a little too much (up to 0.02 was seen with pink noise of a correlation of 0.3).
  private static let margin = 0.03

  /// By how much the power of mid and side may grow while mid stays: 0.5 dB.
  ///
  /// Bands are wide: a third octave whose sides are stronger than its neighbours' may lose twice that.
  private static let growth = 0.122

  /// Decay times of the two measures, in seconds.
  ///
  /// A shorter one than 0.3 s would take the gap between two beats, where only the wide sounds are
  /// left, for the mix.
  private static let shortSeconds = 0.3
  private static let longSeconds = 2.0

  /// How quickly widening is taken back and let in again, in seconds, and let in at a start.
  private static let fallSeconds = 0.02
  private static let riseSeconds = 0.5
  private static let startSeconds = 0.1

  /// A share this close to 1 is 1: the step is 60 dB below the widening, and takes a quantum.
  private static let snap = 1e-3

  private let shortKeep: Double
  private let longKeep: Double
  private let fall: Double
  private let rise: Double
  private let startRise: Double
  /// How many quanta make a start.
  private let startQuanta: Int
  /// The greatest power of side over mid, by band.
  private let ratio: SIMD4<Double>

  /// The sound as it was before it was widened.
  private let dry: FrameBuffer
  private var bands: WidthBands
  private var short = WidthSums()
  private var long = WidthSums()
  /// The share that is taken at the end of the quantum, where it came from, and its step a frame.
  private var share = 0.0
  private var startShare = 0.0
  private var shareStep = 0.0
  /// The frames of the quantum that are over.
  private var position = 0
  private var quantaHeard = 0

  init(sampleRate: Double) {
    let quantumSeconds = Double(Glide.quantumFrames) / sampleRate
    shortKeep = exp(-quantumSeconds / Self.shortSeconds)
    longKeep = exp(-quantumSeconds / Self.longSeconds)
    fall = 1 - exp(-quantumSeconds / Self.fallSeconds)
    rise = 1 - exp(-quantumSeconds / Self.riseSeconds)
    startRise = 1 - exp(-quantumSeconds / Self.startSeconds)
    startQuanta = Int(Self.riseSeconds / quantumSeconds)
    let full = Self.correlation + Self.margin
    var ratio = SIMD4<Double>(repeating: (1 - Self.correlation) / (1 + Self.correlation))
    ratio.x = (1 - full) / (1 + full)
    self.ratio = ratio
    dry = FrameBuffer(count: Glide.quantumFrames)
    bands = WidthBands(sampleRate: sampleRate)
  }

  /// The share of the widening that is taken now, from 0 to 1.
  var takenShare: Double {
    @_noLocks get { startShare + Double(position) * shareStep }
  }

  /// Decides on the share of the quantum that follows, by what was heard up to it.
  @_noLocks
  mutating func update() {
    // Silence says nothing about a mix.
    guard !bands.isSilent else { return head(for: share) }
    let quantum = bands.quantum
    bands.clear()
    short.follow(quantum, keeping: shortKeep)
    long.follow(quantum, keeping: longKeep)
    quantaHeard = min(quantaHeard + 1, startQuanta)
    let goal = min(
      short.largestShare(ratio: ratio, growth: Self.growth),
      long.largestShare(ratio: ratio, growth: Self.growth))
    let upwards = quantaHeard < startQuanta ? startRise : rise
    var next = share + (goal - share) * (goal < share ? fall : upwards)
    if goal == 1 && next > 1 - Self.snap { next = 1 }
    head(for: next)
  }

  /// Goes to a share in the quantum that follows.
  @_noLocks
  private mutating func head(for next: Double) {
    startShare = share
    share = next
    shareStep = (next - startShare) / Double(Glide.quantumFrames)
    position = 0
  }

  /// Forgets the sound; the widening comes in anew.
  @_noLocks
  mutating func reset() {
    bands.reset()
    short = WidthSums()
    long = WidthSums()
    share = 0
    head(for: 0)
    quantaHeard = 0
  }

  /// Keeps the sound as it is before the widening stages.
  @_noLocks
  func begin(_ block: inout MutableSpan<Frame>) {
    dry.take(&block, 0..<block.count)
  }

  /// Gives back what is too much of the widening, of the piece that `begin` was given.
  @_noLocks
  mutating func finish(_ block: inout MutableSpan<Frame>) {
    let frames = unsafe firstFrame(of: &block)
    unsafe bands.hear(dry: dry.base, wet: frames, count: block.count)
    if startShare != 1 || shareStep != 0 {
      unsafe take_share_of_side(
        frames, dry.base, Float(startShare), Float(shareStep), position, block.count)
    }
    position &+= block.count
  }
}

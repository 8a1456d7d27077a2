import AuralDSP
import CRealtime

/// Brings the side together below a cutoff that follows the note of the bass.
///
/// Mid and side pass the all-pass to which a fourth-order Linkwitz-Riley crossover sums (S.
/// Linkwitz, "Active Crossover Networks for Noncoincident Drivers", J. Audio Eng. Soc. 24, 1976), and side
/// loses a share of that crossover's low branch. So the two keep their phases to each other, and L + R
/// its magnitude. The more side the sub has, the larger the share. It hears the programme at left and
/// right, not coded.
///
/// A cross-fade with an all-pass would cancel what it turns by 180°. The stage therefore enters and
/// leaves with its cutoff below hearing, where it is as good as a wire, and sweeps from and to there.
struct MonoSub: ~Copyable {
  /// Natural logarithm of an octave.
  private static let octave = 0.6931471805599453

  /// The cutoff over the note: the fundamental lies in what is brought together, its second harmonic
  /// at the edge.
  private static let harmonic = 2.0
  /// Lower, and the side of a kick drum's body would stay.
  private static let lowestCutoffHertz = 60.0
  /// Above it the width of voices and guitars begins.
  private static let highestCutoffHertz = 180.0
  /// The note before any is known, in Hz: A1, the middle of the basses' lowest octave and a half.
  private static let usualNoteHertz = 55.0
  /// Where the stage enters: at 20 Hz the all-pass is 2.4° from a wire, and a cross-fade loses 0.002 dB.
  private static let restCutoffHertz = 0.3

  /// How fast the cutoff follows the note, in octaves a second: a tone of 50 Hz is detuned by 5 cents
  /// while the cutoff passes it.
  private static let followSpeed = 0.5
  /// How fast the cutoff sweeps on entering and leaving, in octaves a second: in 1.5 s it is over, and
  /// the all-pass has changed a 50 Hz tone's level by less than 0.2 dB on the way.
  private static let sweepSpeed = 6.0
  /// The sweep slows down for the last third of an octave or so: speed over distance, a second.
  private static let arrivalRate = 8.0

  /// The ratio of side to mid, as RMS, up to which the base share does.
  private static let narrowRatio = 0.10
  /// The ratio from which on all but a twentieth of the side goes.
  private static let wideRatio = 0.35
  /// The largest share at 100 %: what is left, 26 dB down, keeps a reverb's tail from closing.
  private static let fullShare = 0.95
  /// The time constant of the powers that make the ratio: a bar, about.
  private static let ratioSeconds = 2.0
  /// The time constant with which the share follows.
  private static let shareSeconds = 0.05
  /// A sum of powers without meaning: -200 dBFS.
  private static let nothing = 1e-20

  private let sampleRate: Double
  /// The natural logarithm of the cutoff at rest.
  private let logRestCutoff: Double
  private let shareStep: Double
  private var tracker: BassTracker
  private var filters: Filters
  /// How far the filters replace the input, from 0 to 1, on the grid.
  private var wetness: Glide
  /// The natural logarithm of the cutoff in Hz.
  private var logCutoff = 0.0
  /// Whether the cutoff has reached the note since the stage came in.
  private var hasArrived = false
  /// Side over mid below the cutoff, as RMS.
  private var ratio = 0.0
  private var jumps = true

  /// The last clear note of the bass, in Hz; 0 before any.
  private(set) var noteHertz = 0.0

  /// Whether the stage touches the sound.
  private(set) var isInPath = false

  /// The cutoff in Hz.
  var cutoffHertz: Double {
    @_noLocks get { exp(logCutoff) }
  }

  /// The share of the low branch that side is about to lose, from 0 to 1.
  var share: Double {
    @_noLocks get { filters.share }
  }

  /// Creates a stage out of the path for `sampleRate`, in Hz.
  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    logRestCutoff = log(Self.restCutoffHertz)
    shareStep = 1 - exp(-Double(Glide.quantumFrames) / (Self.shareSeconds * sampleRate))
    tracker = BassTracker(sampleRate: sampleRate)
    wetness = Glide(sampleRate: sampleRate)
    filters = Filters(
      cutoffHertz: Self.restCutoffHertz,
      powerStep: 1 - exp(-1 / (Self.ratioSeconds * sampleRate)), sampleRate: sampleRate)
  }

  /// Takes up what is asked for the quantum that follows.
  ///
  /// - Parameters:
  ///   - amountPercent: From 0 (out of the path) to 200.
  ///   - baseShare: The share of mono that a narrow sub gets at 100 %, from 0 to 1.
  ///   - knownNoteHertz: The note to begin with, where the track has been heard before.
  @_noLocks
  mutating func update(amountPercent: Double, baseShare: Double, knownNoteHertz: Double?) {
    let isWanted = amountPercent * baseShare > 0
    filters.rest()
    if tracker.hertz > 0 { noteHertz = tracker.hertz }
    let note = noteHertz > 0 ? noteHertz : knownNoteHertz ?? Self.usualNoteHertz
    let home = log(
      min(max(Self.harmonic * note, Self.lowestCutoffHertz), Self.highestCutoffHertz))
    let share = isWanted ? wantedShare(baseShare: baseShare) * amountPercent * 0.01 : 0
    if jumps || (isWanted && !isInPath) {
      begin(isWanted: isWanted, home: home, share: min(share, 1))
    }
    guard isInPath else { return }
    filters.head(for: filters.share + (min(share, 1) - filters.share) * shareStep)
    moveCutoff(to: isWanted ? home : logRestCutoff, isWanted: isWanted)
    moveWetness(isWanted: isWanted)
  }

  /// Forgets the sound and jumps to what the next `update` asks.
  @_noLocks
  mutating func reset() {
    tracker.reset()
    filters.reset()
    ratio = 0
    noteHertz = 0
    jumps = true
  }

  /// Brings the side of a block together, in place.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    tracker.process(&block)
    filters.process(&block)
  }

  /// Puts the stage where it starts: at once where nothing was heard before, else from below hearing.
  @_noLocks
  private mutating func begin(isWanted: Bool, home: Double, share: Double) {
    if !jumps { tracker.reset() }
    filters.reset()
    hasArrived = jumps
    logCutoff = jumps ? home : logRestCutoff
    filters.jump(
      toCutoffHertz: exp(logCutoff), share: jumps ? share : 0, wet: jumps && isWanted ? 1 : 0,
      sampleRate: sampleRate)
    wetness.jump(to: jumps && isWanted ? 1 : 0)
    isInPath = isWanted
    jumps = false
  }

  @_noLocks
  private mutating func moveCutoff(to target: Double, isWanted: Bool) {
    // The way begins when the filters are all there is, and a stage that goes has no note to follow.
    guard wetness.value == 1 else { return }
    if !isWanted { hasArrived = false }
    let distance = target - logCutoff
    guard distance != 0 else { return }
    let way = abs(distance) / Self.octave
    let arrival = max(Self.followSpeed, way * Self.arrivalRate)
    let speed = hasArrived ? Self.followSpeed : min(Self.sweepSpeed, arrival)
    let step = speed * Double(Glide.quantumFrames) / sampleRate
    if way <= step {
      logCutoff = target
      hasArrived = isWanted
    } else {
      logCutoff += distance > 0 ? step * Self.octave : -step * Self.octave
    }
    filters.glide(toCutoffHertz: exp(logCutoff), sampleRate: sampleRate)
  }

  @_noLocks
  private mutating func moveWetness(isWanted: Bool) {
    let isAtRest = logCutoff == logRestCutoff
    wetness.head(for: isWanted || !isAtRest ? 1 : 0)
    wetness.advance()
    filters.head(forWet: wetness.value)
    if !isWanted && filters.isOut { isInPath = false }
  }

  /// The share at 100 %: the more side, the more of it goes.
  @_noLocks
  private mutating func wantedShare(baseShare: Double) -> Double {
    let power = filters.power
    if power.x + power.y > Self.nothing {
      ratio = square_root(power.y / max(power.x, power.y * 1e-6))
    }
    let width = smoothStep(ratio, from: Self.narrowRatio, to: Self.wideRatio)
    return baseShare + max(0, Self.fullShare - baseShare) * width
  }
}

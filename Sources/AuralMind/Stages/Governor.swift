import AuralDSP
import CRealtime

/// Brings the programme to its loudness.
///
/// Off applies nothing, Hold a fixed gain. Learn compares the source with what comes out of the
/// limiter and looks for the greatest gain at which the whole programme, as it is known, neither
/// exceeds the target nor is limited by more than `gr_limit` on average. It goes there at no more than
/// 1 dB a second while programme is heard, and then stays. Only a programme that is heard for the
/// first time is ridden round that gain, so that it keeps to its target while it unfolds.
struct Governor {
  /// What Learn knows.
  private(set) var learned = LearnedLoudness()

  /// The gain at the end of the quantum, in dB.
  private(set) var gainDecibels: Double = 0

  /// What the governor is doing.
  private(set) var state = GovernorState.off

  private let quantumSeconds: Double
  private var search = LoudnessSearch()
  private var ride = LoudnessRide()
  private var rideDecibels = 0.0
  /// The gain of the frame before, and what it is multiplied by each frame: even steps in dB.
  private var gain = 1.0
  private var gainRatio = 1.0
  /// Where the gain of the quantum under way ends.
  private var gainEnd = HeldAmplitude()
  private var glide: SmoothGlide
  private var mode = GovernorMode.off
  private var wasFreewheeling = false
  private var isFresh = true
  private var isMoving = false
  private var isProgramme = false

  /// The greatest speed of Learn, in dB/s.
  private static let speed = 1.0

  /// Learn sets out when the gain is this far off, in dB, and goes all the way.
  private static let tolerance = 0.05

  /// What counts as short of the target, in LU.
  private static let shortLU = 0.1

  /// A programme of which this many gating blocks are known from before is not ridden: 60 s.
  private static let blocksToTrust: Float = 600

  /// An export holds its gain when this many gating blocks were known before: 10 s.
  private static let blocksToHold: Float = 100

  init(sampleRate: Double) {
    quantumSeconds = Double(Glide.quantumFrames) / sampleRate
    glide = SmoothGlide(initial: 0, sampleRate: sampleRate)
  }

  /// Forgets the sound of the past, not what was learned; the next update jumps to its gain.
  @_noLocks
  mutating func reset() {
    learned.settleAccount()
    ride = LoudnessRide()
    rideDecibels = learned.gainDecibels
    isFresh = true
    isMoving = false
    isProgramme = false
    search.cancel()
  }

  /// Forgets what was learned; the gain glides back to 0 dB.
  @_noLocks
  mutating func forget() {
    learned = LearnedLoudness()
    ride = LoudnessRide()
    rideDecibels = 0
    isMoving = false
    search.cancel()
    glide.jump(to: gainDecibels)
    glide.head(for: 0)
  }

  /// Takes over what was learned elsewhere; the gain glides there.
  @_noLocks
  mutating func adopt(_ learned: LearnedLoudness) {
    self.learned = learned
    ride = LoudnessRide()
    rideDecibels = learned.gainDecibels
    isMoving = false
    search.cancel()
    glide.jump(to: gainDecibels)
    if case .learn = mode { glide.head(for: learned.gainDecibels) }
  }

  /// Prepares the quantum that follows.
  @_noLocks
  mutating func update(_ settings: Settings) {
    let target: Double
    let wasLearning = mode == .learn
    mode = settings.governor
    // What playback has taught is what an export begins with.
    if settings.isFreewheeling && !wasFreewheeling { learned.settleAccount() }
    wasFreewheeling = settings.isFreewheeling
    switch mode {
    case .off:
      target = 0
      state = .off
    case .hold:
      target = Double(settings.governorGainDecibels)
      state = .holding
    case .learn:
      if !wasLearning { startSearch(goal: settings.goal) }
      let goal = settings.goal
      if search.advance(
        targetLUFS: goal.targetLUFS,
        limitDecibels: Double(settings.gainReductionLimitDecibels))
      {
        takeGain(targetLUFS: goal.targetLUFS)
      }
      target = isFresh ? learned.gainDecibels : gainDecibels
    }
    if isFresh {
      glide.jump(to: target)
      gainDecibels = target
    } else if case .learn = mode {
      if glide.isMoving {
        // A glide that another mode or a reset began is finished first.
        glide.advance()
        gainDecibels = glide.value
      } else {
        approach(settings)
        glide.jump(to: gainDecibels)
      }
    } else {
      glide.head(for: target)
      glide.advance()
      gainDecibels = glide.value
    }
    // A quantum begins exactly where the last should have ended: what adding up its steps rounded
    // off would otherwise keep the gain from ever being 1.
    gain = gainEnd.value
    gainEnd.set(decibels: gainDecibels)
    if isFresh { gain = gainEnd.value }
    gainRatio =
      gainEnd.value == gain ? 1 : pow(gainEnd.value / gain, 1 / Double(Glide.quantumFrames))
    isFresh = false
  }

  /// Applies the gain to a piece of the quantum.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    if gainRatio == 1 { return Self.apply(Float(gain), to: &block) }
    var gain = self.gain
    for i in block.indices {
      gain *= gainRatio
      block[i] *= Float(gain)
    }
    self.gain = gain
  }

  /// Applies a gain that stays as it is.
  @_noLocks
  private static func apply(_ gain: Float, to block: inout MutableSpan<Frame>) {
    if gain == 1 { return }
    let quads = block.count & ~3
    for i in stride(from: 0, to: quads, by: 4) {
      unsafe setQuad(quad(of: &block, at: i) * gain, of: &block, at: i)
    }
    for i in quads..<block.count { block[i] *= gain }
  }

  /// Takes in one gating block: K-weighted powers of source and master, and the gain reduction.
  @_noLocks
  mutating func hear(
    sourcePower: Double, outputPower: Double, reductionDecibels: Double, settings: Settings
  ) {
    guard case .learn = mode else { return }
    let loudness = loudnessLUFS(power: sourcePower)
    isProgramme = loudness >= programmeGate
    if !isHeld(settings) {
      learned.add(
        sourcePower: sourcePower, driveGain: amplitude(decibels: gainDecibels),
        outputPower: outputPower, reductionDecibels: reductionDecibels)
    }
    if isProgramme {
      ride.hear(
        sourcePower: sourcePower, outputPower: outputPower,
        targetPower: weightedPower(loudnessLUFS: settings.goal.targetLUFS))
    }
    startSearch(goal: settings.goal)
  }

  /// The loudness below which the source is a pause, in LUFS: BS.1770's gates, on what is known.
  private var programmeGate: Double {
    @_noLocks get { max(LearnedLoudness.lowestLUFS, search.sourceLUFS - 10) }
  }

  /// Whether an export is under way of a programme known well enough to stand still.
  @_noLocks
  private func isHeld(_ settings: Settings) -> Bool {
    settings.isFreewheeling && learned.storedBlocks >= Self.blocksToHold
  }

  @_noLocks
  private mutating func startSearch(goal: Delivery.Goal) {
    if learned.isKnown { search.start(learned, ceilingDecibels: goal.ceilingDecibels) }
  }

  /// Takes over the gain that a search has found, and rides round it where the programme is new.
  @_noLocks
  private mutating func takeGain(targetLUFS: Double) {
    learned.gainDecibels = search.gainDecibels
    rideDecibels = learned.gainDecibels
    // Short of the target there is no room to ride in.
    guard search.shortfallLU < Self.shortLU, learned.storedBlocks < Self.blocksToTrust else {
      return
    }
    let ridden = ride.gainDecibels(
      wholeDecibels: learned.gainDecibels, wholeLUFS: search.sourceLUFS,
      targetPower: weightedPower(loudnessLUFS: targetLUFS))
    rideDecibels = min(max(ridden, -LoudnessSearch.rangeDecibels), LoudnessSearch.rangeDecibels)
  }

  /// Moves towards the learned gain while programme is heard, and says how things stand.
  @_noLocks
  private mutating func approach(_ settings: Settings) {
    guard learned.isKnown else {
      state = .waiting
      return
    }
    let distance = rideDecibels - gainDecibels
    if abs(distance) > Self.tolerance { isMoving = true }
    if isMoving && isProgramme && !isHeld(settings) {
      let step = Self.speed * quantumSeconds
      gainDecibels += min(max(distance, -step), step)
      if abs(distance) <= step { isMoving = false }
    }
    if abs(learned.gainDecibels) >= LoudnessSearch.rangeDecibels - 0.01 {
      state = .limitedByRange
    } else if search.shortfallLU > Self.shortLU {
      state = .limitedByGainReduction
    } else {
      state = abs(distance) <= 0.3 ? .settled : .learning
    }
  }
}

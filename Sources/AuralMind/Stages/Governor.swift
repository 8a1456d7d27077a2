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
  private var forecast = LoudnessForecast()
  private var ride = LoudnessRide()
  private var rideDecibels = 0.0
  private var gain: Float = 1
  private var gainStep: Float = 0
  /// Where the gain of the quantum under way ends.
  private var gainEnd: Float = 1
  private var glide: Glide
  private var mode = GovernorMode.off
  private var isFresh = true
  private var isMoving = false
  private var isProgramme = false

  /// The search for the gain: bounds that close in on it, a few steps a quantum.
  private var lower = -Self.rangeDecibels
  private var upper = Self.rangeDecibels
  private var stepsLeft = 0
  private var shortfall = 0.0

  /// The range of the gain, in dB.
  static let rangeDecibels = 24.0

  /// The greatest speed of Learn, in dB/s.
  private static let speed = 1.0

  /// Learn sets out when the gain is this far off, in dB, and goes all the way.
  private static let tolerance = 0.05

  /// Halvings of the range that leave 0.001 dB.
  private static let searchSteps = 16

  /// A programme of which this many gating blocks are known from before is not ridden: 60 s.
  private static let blocksToTrust: Float = 600

  /// An export holds its gain once this many gating blocks are known: 10 s.
  private static let blocksToHold: Float = 100

  init(sampleRate: Double) {
    quantumSeconds = Double(Glide.quantumFrames) / sampleRate
    glide = Glide(initial: 0, sampleRate: sampleRate)
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
    stepsLeft = 0
  }

  /// Forgets what was learned; the gain glides back to 0 dB.
  @_noLocks
  mutating func forget() {
    learned = LearnedLoudness()
    ride = LoudnessRide()
    rideDecibels = 0
    isMoving = false
    stepsLeft = 0
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
    stepsLeft = 0
    glide.jump(to: gainDecibels)
    if case .learn = mode { glide.head(for: learned.gainDecibels) }
  }

  /// Prepares the quantum that follows.
  @_noLocks
  mutating func update(_ settings: Settings) {
    let target: Double
    let wasLearning: Bool
    if case .learn = mode { wasLearning = true } else { wasLearning = false }
    mode = settings.governor
    switch mode {
    case .off:
      target = 0
      state = .off
    case .hold:
      target = Double(settings.governorGainDecibels)
      state = .holding
    case .learn:
      if !wasLearning { startSearch(goal: settings.goal) }
      search(settings)
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
    let end = gainDecibels == 0 ? 1 : Float(amplitude(decibels: gainDecibels))
    // A quantum begins exactly where the last should have ended: what adding up its steps rounded
    // off would otherwise keep the gain from ever being 1.
    gain = isFresh ? end : gainEnd
    gainEnd = end
    gainStep = (end - gain) / Float(Glide.quantumFrames)
    isFresh = false
  }

  /// Applies the gain to a piece of the quantum.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    if gain == 1 && gainStep == 0 { return }
    var gain = self.gain
    for i in block.indices {
      gain += gainStep
      block[i] *= gain
    }
    self.gain = gain
  }

  /// Takes in one gating block: K-weighted powers of source and master, and the gain reduction.
  @_noLocks
  mutating func hear(
    sourcePower: Double, outputPower: Double, reductionDecibels: Double, settings: Settings
  ) {
    guard case .learn = mode else { return }
    let loudness = loudnessLUFS(power: sourcePower)
    isProgramme = loudness >= programmeGate
    if !(settings.isFreewheeling && knowsEnough) {
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
    @_noLocks get { max(LearnedLoudness.lowestLUFS, forecast.sourceLUFS - 10) }
  }

  private var knowsEnough: Bool {
    @_noLocks get {
      var blocks: Float = 0
      for i in 0..<LearnedLoudness.classCount { blocks += learned.count(i) }
      return blocks >= Self.blocksToHold
    }
  }

  @_noLocks
  private mutating func startSearch(goal: Delivery.Goal) {
    guard learned.isKnown else {
      stepsLeft = 0
      return
    }
    forecast.update(learned, ceilingDecibels: goal.ceilingDecibels)
    lower = -Self.rangeDecibels
    upper = Self.rangeDecibels
    stepsLeft = Self.searchSteps
  }

  /// Goes on with the search by two steps, so that no quantum bears it all.
  @_noLocks
  private mutating func search(_ settings: Settings) {
    guard stepsLeft > 0 else { return }
    let goal = settings.goal
    let limit = Double(settings.gainReductionLimitDecibels)
    for _ in 0..<2 where stepsLeft > 0 {
      let middle = (lower + upper) / 2
      let outcome = forecast.outcome(gainDecibels: middle)
      let isTooLoud = outcome.integratedLUFS > goal.targetLUFS
      let isTooHard = limit < 12 && outcome.reductionDecibels > limit
      if isTooLoud || isTooHard { upper = middle } else { lower = middle }
      stepsLeft -= 1
    }
    guard stepsLeft == 0 else { return }
    learned.gainDecibels = (lower + upper) / 2
    shortfall =
      goal.targetLUFS - forecast.outcome(gainDecibels: learned.gainDecibels).integratedLUFS
    rideDecibels = learned.gainDecibels
    // Short of the target there is no room to ride in.
    guard shortfall < 0.1, learned.storedBlocks < Self.blocksToTrust else { return }
    rideDecibels = ride.gainDecibels(
      wholeDecibels: learned.gainDecibels,
      wholeLUFS: forecast.sourceLUFS,
      targetPower: weightedPower(loudnessLUFS: goal.targetLUFS))
    rideDecibels = min(max(rideDecibels, -Self.rangeDecibels), Self.rangeDecibels)
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
    let isHeld = settings.isFreewheeling && knowsEnough
    if isMoving && isProgramme && !isHeld {
      let step = Self.speed * quantumSeconds
      gainDecibels += min(max(distance, -step), step)
      if abs(distance) <= step { isMoving = false }
    }
    if abs(learned.gainDecibels) >= Self.rangeDecibels - 0.01 {
      state = .limitedByRange
    } else if shortfall > 0.1 {
      state = .limitedByGainReduction
    } else {
      state = abs(distance) <= 0.3 ? .settled : .learning
    }
  }
}

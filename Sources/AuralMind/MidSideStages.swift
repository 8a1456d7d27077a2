import AuralDSP
import CRealtime

/// The stages that work on mid and side, in the order they are heard, between match EQ and governor.
///
/// They share one short delay: detectors hear the sound before it comes. Where every stage is out of the
/// path the output is the input, delayed, to the last bit.
struct MidSideStages: ~Copyable {
  /// How far the output lags the input, in frames.
  let lookaheadFrames: Int

  // The stages, in order.
  private var masking: MaskingEQ
  private var deEsser: DeEsser
  private var glow: HarmonicGlow
  private var realism: StereoRealism
  private var microshift: Microshift
  private var microdetail: Microdetail
  private var movement: Movement
  private var hookLift: HookLift
  private var transient: TransientSculpt

  private var widthGuard: WidthGuard
  private var phrase: PhraseFollower
  private var sections: SectionFollower
  /// Whether anything goes by the phrase.
  private var isPhraseHeard = false

  private var wasIdle = false

  private var audio: SlidingFrames
  /// The sound that is to come, and the sound itself, as mid and side.
  private let ahead = FrameBuffer(count: Glide.quantumFrames)
  private let coded = FrameBuffer(count: Glide.quantumFrames)

  /// The look-ahead, in seconds: enough for a gain to arrive before an attack, and so short that all three
  /// phases of the match EQ keep to their latency.
  private static let lookaheadSeconds = 0.0007

  init(sampleRate: Double) {
    let frames = Int(Self.lookaheadSeconds * sampleRate)
    lookaheadFrames = frames
    masking = MaskingEQ(sampleRate: sampleRate)
    deEsser = DeEsser(sampleRate: sampleRate, lookaheadFrames: frames)
    glow = HarmonicGlow(sampleRate: sampleRate)
    realism = StereoRealism(sampleRate: sampleRate)
    microshift = Microshift(sampleRate: sampleRate)
    microdetail = Microdetail(sampleRate: sampleRate)
    movement = Movement(sampleRate: sampleRate)
    hookLift = HookLift(sampleRate: sampleRate)
    transient = TransientSculpt(sampleRate: sampleRate, lookaheadFrames: frames)
    widthGuard = WidthGuard(sampleRate: sampleRate)
    phrase = PhraseFollower(sampleRate: sampleRate)
    sections = SectionFollower(sampleRate: sampleRate)
    audio = SlidingFrames(history: frames + 1, pieceFrames: Glide.quantumFrames)
  }

  /// By how much a steady tone at `hertz` changes in power on its way into the detectors that go by the
  /// balance of the track.
  func detectorGains(
    hertz: Double
  ) -> (lowMid: Float, presence: Float, sibilance: Float, detail: Float) {
    (
      Float(masking.lowMidGain(hertz: hertz)), Float(masking.presenceGain(hertz: hertz)),
      Float(deEsser.sibilanceGain(hertz: hertz)), Float(microdetail.detailGain(hertz: hertz))
    )
  }

  /// Writes the greatest dips since the last call into the figures that are shown.
  @_noLocks
  mutating func publish(to meters: inout Meters) {
    meters.maskingDipDecibels = Double(masking.greatestDipDecibels)
    meters.deessDipDecibels = Double(deEsser.greatestDipDecibels)
    masking.greatestDipDecibels = 0
    deEsser.greatestDipDecibels = 0
  }

  /// Takes up controls and knowledge for the quantum that follows.
  ///
  /// - Parameters:
  ///   - settings: The amounts.
  ///   - track: What is known of the track.
  ///   - seconds: The place in the track of what is heard next.
  @_noLocks
  mutating func update(_ settings: Settings, track: borrowing TrackFollower, seconds: Double) {
    // Stages that are out of the path and stay there have nothing to take up.
    let isIdle = !settings.hasStageAmounts && !isInPath && !isPhraseHeard
    if isIdle && wasIdle { return }
    wasIdle = isIdle
    let values = settings.preset.stageValues
    let balance = track.balance
    masking.update(
      amountPercent: Double(settings.maskingPercent),
      maximumDipDecibels: values.maskingDipDecibels, balance: balance)
    deEsser.update(
      amountPercent: Double(settings.deessPercent),
      thresholdOffsetDecibels: values.deessOffsetDecibels, ratio: values.deessRatio,
      mix: values.deessMix, balance: balance)
    glow.update(
      amountPercent: Double(settings.glowPercent), driveDecibels: values.glowDriveDecibels,
      mix: values.glowMix, balance: balance)
    updateSides(settings, values, track, seconds: seconds)
    transient.update(
      amountPercent: Double(settings.transientPercent),
      boostDecibels: values.transientBoostDecibels, mix: values.transientMix)
  }

  @_noLocks
  private mutating func updateSides(
    _ settings: Settings, _ values: Preset.StageValues, _ track: borrowing TrackFollower,
    seconds: Double
  ) {
    realism.update(
      amountPercent: Double(settings.widthPercent), widthMid: values.widthMid,
      widthHigh: values.widthHigh)
    microshift.update(
      amountPercent: Double(settings.microshiftPercent), mix: values.microshiftMix)
    microdetail.update(
      amountPercent: Double(settings.microdetailPercent), amount: values.microdetailAmount,
      thresholdDecibels: values.microdetailThresholdDecibels,
      maximumBoostDecibels: values.microdetailBoostDecibels, mix: values.microdetailMix,
      balance: track.balance)
    isPhraseHeard =
      settings.movementPercent > 0 && values.movementAmount > 0
      || settings.hookLiftPercent > 0 && values.hookLiftMix > 0
    phrase.update(levels: track.levels)
    movement.update(
      amountPercent: Double(settings.movementPercent), amount: values.movementAmount,
      phrase: phrase.phrase)
    sections.update(
      loudnessLUFS: phrase.loudnessLUFS, quarterLUFS: phrase.quarterLUFS,
      threeQuartersLUFS: phrase.threeQuartersLUFS, isKnown: phrase.isKnown)
    // A track whose sections are known has them exactly.
    let lift = track.isChorus(at: seconds).map { $0 ? 1.0 : 0 } ?? sections.lift
    hookLift.update(
      amountPercent: Double(settings.hookLiftPercent), mix: values.hookLiftMix, lift: lift)
    widthGuard.update()
  }

  /// Forgets the sound and jumps to the controls of the next `update`.
  @_noLocks
  mutating func reset() {
    wasIdle = false
    masking.reset()
    deEsser.reset()
    glow.reset()
    realism.reset()
    microshift.reset()
    microdetail.reset()
    movement.reset()
    hookLift.reset()
    transient.reset()
    widthGuard.reset()
    phrase.reset()
    sections.reset()
    audio.reset()
  }

  /// Processes a piece of a quantum in place, and lets `levels` hear what is behind each stage.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>, levels: inout StageLevels) {
    let count = block.count
    let newest = audio.append(&block, 0..<block.count)
    let oldest = newest - lookaheadFrames
    guard isInPath || isPhraseHeard || levels.isOn else {
      audio.frames.give(to: &block, 0..<count, from: oldest)
      return
    }
    unsafe code_mid_side(ahead.base, audio.frames.base + newest, count)
    unsafe code_mid_side(coded.base, audio.frames.base + oldest, count)
    var span = unsafe MutableSpan(_unsafeStart: coded.base, count: count)
    masking.process(&span, ahead: ahead)
    levels.hear(&span, at: .masking)
    deEsser.process(&span, ahead: ahead)
    levels.hear(&span, at: .deEsser)
    glow.process(&span)
    levels.hear(&span, at: .glow)
    processSides(&span, levels: &levels)
    levels.hear(&span, at: .hookLift)
    transient.process(&span, ahead: ahead)
    levels.hear(&span, at: .transient)
    if isInPath {
      unsafe decode_mid_side(coded.base, coded.base, count)
      coded.give(to: &block, 0..<count)
    } else {
      audio.frames.give(to: &block, 0..<count, from: oldest)
    }
  }

  /// The stages that widen; what they do together is guarded as a whole.
  @_noLocks
  private mutating func processSides(
    _ block: inout MutableSpan<Frame>, levels: inout StageLevels
  ) {
    if isPhraseHeard { phrase.hear(&block) }
    let areWidened = areSidesInPath
    if areWidened { widthGuard.begin(&block) }
    realism.process(&block)
    levels.hear(&block, at: .width)
    microshift.process(&block)
    levels.hear(&block, at: .microshift)
    microdetail.process(&block)
    levels.hear(&block, at: .microdetail)
    movement.process(&block)
    levels.hear(&block, at: .movement)
    hookLift.processSide(&block)
    if areWidened { widthGuard.finish(&block) }
    hookLift.processMid(&block)
  }

  // Inlined, for the compiler copies so large a value where it is lent: 6 KB for every piece.
  private var areSidesInPath: Bool {
    @_noLocks @inline(__always) get {
      realism.isInPath || microshift.isInPath || microdetail.isInPath || movement.isInPath
        || hookLift.isInPath
    }
  }

  private var isInPath: Bool {
    @_noLocks @inline(__always) get {
      masking.isInPath || deEsser.isInPath || glow.isInPath || areSidesInPath
        || transient.isInPath
    }
  }
}

extension Settings {
  /// Whether any of the stages is asked for.
  fileprivate var hasStageAmounts: Bool {
    @_noLocks get {
      maskingPercent > 0 || deessPercent > 0 || glowPercent > 0 || widthPercent > 0
        || microshiftPercent > 0 || microdetailPercent > 0 || movementPercent > 0
        || hookLiftPercent > 0 || transientPercent > 0
    }
  }
}

public import AuralDSP
import CRealtime

/// The whole chain, in the order it is heard: the front door to the sound.
///
/// A value is ready when it exists; `process` takes blocks of any length and gives the same bits
/// for any split: controls are taken up, and gains glide, on a grid of the sample clock.
public struct MasteringChain: ~Copyable {
  /// The sample rates that are served, in Hz.
  public static let sampleRates: ClosedRange<Double> = 8_000...384_000

  /// How far the output lags the input, in frames; constant for a rate and a phase of the match EQ.
  public var latencyFrames: Int {
    @_noLocks get { match.latencyFrames + laterLatencyFrames }
  }

  /// The values of the controls; taken up on the next point of the chain's own grid.
  public var settings = Settings()

  /// What the meters show of the master, whatever is listened to.
  public private(set) var meters = Meters()

  /// What the governor has learned.
  ///
  /// Setting it makes Learn go on from there.
  public var learned: LearnedLoudness {
    @_noLocks get { governor.learned }
    @_noLocks set { governor.adopt(newValue) }
  }

  /// What has been learned of the mix's spectrum.
  ///
  /// Setting it makes learning go on from there.
  public var learnedSpectrum: LearnedSpectrum {
    @_noLocks get { match.learning.known }
    @_noLocks set { match.adopt(newValue) }
  }

  /// How often what has been learned of the mix's spectrum has changed.
  public var learnedSpectrumVersion: Int {
    @_noLocks get { match.learning.version }
  }

  /// Gives the chain a track to choose, or takes it away; safe on the audio thread.
  ///
  /// Its spectrum is for the match EQ; where it is the source, the stages go by what is known of it.
  @_noLocks
  public mutating func setTrack(_ track: KnownTrack?, at place: MatchPlace) {
    match.profiles.set(track, at: place)
  }

  /// Gives the chain a spectrum of which no more is known, or takes it away.
  @_noLocks
  public mutating func setSpectrum(_ spectrum: MatchSpectrum?, at place: MatchPlace) {
    guard let spectrum else { return setTrack(nil, at: place) }
    setTrack(KnownTrack(spectrum: spectrum), at: place)
  }

  /// Whether the level behind each stage is heard; to be set before the sound begins.
  public var areStageLevelsHeard: Bool {
    @_noLocks get { levels.isOn }
    @_noLocks set { levels.isOn = newValue }
  }

  /// The number of bursts that were heard at a place since the restart, where levels are heard.
  public func bursts(at place: StagePlace) -> Int { levels.bursts(at: place) }

  /// The level at a place over the bursts that have come through the whole chain.
  public func level(at place: StagePlace) -> StageLevel {
    level(at: place, bursts: bursts(at: .dither))
  }

  /// The level at a place over the first bursts: all that were heard there, or all but the last.
  public func level(at place: StagePlace, bursts: Int) -> StageLevel {
    levels.level(at: place, bursts: bursts)
  }

  /// Brings the meters of the part before the governor up to date; it counts no hops of its own.
  public mutating func publishTone() { midSide.publish(to: &meters) }

  /// Whether a profile was asked for, other than by slot, that could not be read.
  ///
  /// The meters say so until it is false again.
  public var hasProfileFault = false

  // The stages, in order.
  private let inputGuard = InputGuard()
  private var highpass: SafetyHighpass
  private var monoSub: MonoSub
  private var match: MatchEQ
  private var warmth: Warmth
  private var midSide: MidSideStages
  private var governor: Governor
  private var clip = SoftClip()
  private var limiter: Limiter
  private var dither: DitherStage
  private var monitor: Monitor

  private var track: TrackFollower
  /// The place in the track of the next input frame, in frames, and whether the track goes on.
  private var playhead = 0
  private var isRolling = true

  private var levels: StageLevels
  private var meterBridge: MeterBridge
  private var ceilingDecibels: Glide
  private var ceiling = HeldAmplitude()
  private var clipMix: Glide
  private var clipKneeDecibels: Glide
  private var dry: FadingDelay
  /// The latency of what follows the match EQ, in frames.
  private let laterLatencyFrames: Int
  private let sampleRate: Double
  private let part: ChainPart
  private let piece = FrameBuffer(count: Glide.quantumFrames)
  private var position = 0
  private var isFresh = true
  /// Whether anything but digital silence has come in since the restart.
  private var hasSound = false
  private var wasResetRequested = false

  /// Creates a chain, or one part of it, for `sampleRate`, in Hz, inside `sampleRates`.
  public init(sampleRate: Double, part: ChainPart = .whole) {
    precondition(Self.sampleRates.contains(sampleRate), "a sample rate of 8 to 384 kHz")
    self.part = part
    highpass = SafetyHighpass(sampleRate: sampleRate)
    self.sampleRate = sampleRate
    monoSub = MonoSub(sampleRate: sampleRate)
    warmth = Warmth(sampleRate: sampleRate)
    midSide = MidSideStages(sampleRate: sampleRate)
    track = TrackFollower(sampleRate: sampleRate, stages: midSide)
    governor = Governor(sampleRate: sampleRate)
    limiter = Limiter(sampleRate: sampleRate)
    dither = DitherStage(sampleRate: sampleRate)
    monitor = Monitor(sampleRate: sampleRate)
    levels = StageLevels(sampleRate: sampleRate)
    meterBridge = MeterBridge(sampleRate: sampleRate)
    ceilingDecibels = Glide(sampleRate: sampleRate)
    clipMix = Glide(sampleRate: sampleRate)
    clipKneeDecibels = Glide(sampleRate: sampleRate)
    laterLatencyFrames = midSide.lookaheadFrames + clip.latencyFrames + limiter.latencyFrames
    match = MatchEQ(sampleRate: sampleRate, laterLatencyFrames: laterLatencyFrames)
    let longest = match.latencyFrames + laterLatencyFrames
    dry = FadingDelay(
      delayFrames: longest, longestFrames: longest, fadeFrames: MatchEQ.fadeFrames(sampleRate))
  }

  /// Takes note of where the track is: a host tells it that has a time line.
  ///
  /// Without word of it the track begins with the first frame after `restart`.
  ///
  /// - Parameters:
  ///   - frame: The place in the track of the next input frame, in frames; below 0 in a count-in.
  ///   - isRolling: Whether the track goes on, or stands still.
  @_noLocks
  public mutating func locate(frame: Int, isRolling: Bool) {
    playhead = frame
    self.isRolling = isRolling
  }

  /// Tells a part behind another that the mix has begun: sound has come into the first one.
  ///
  /// What counts time begins with the first sound, and the parts are to count as one.
  public mutating func beginSound() { hasSound = true }

  /// Forgets the sound of the past and jumps to the settings; keeps what was learned.
  @_noLocks
  public mutating func restart() {
    forgetSound()
    governor.reset()
    meterBridge.reset(clip: &clip, limiter: &limiter)
    meters = Meters()
    position = 0
    playhead = 0
    isRolling = true
    wasResetRequested = false
  }

  /// Processes a block of any length in place.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>) {
    let before = float_control_read()
    float_control_write(before | denormal_flush_bits)
    processPieces(&block)
    float_control_write(before)
  }

  /// The work of `process`, kept apart so that nothing of it moves across the control register.
  @_noLocks @inline(never)
  private mutating func processPieces(_ block: inout MutableSpan<Frame>) {
    var start = 0
    while start < block.count {
      if position == 0 { update() }
      let length = min(Glide.quantumFrames - position, block.count - start)
      piece.take(&block, start..<(start + length))
      var span = unsafe MutableSpan(_unsafeStart: piece.base, count: length)
      processPiece(&span)
      piece.give(to: &block, start..<(start + length))
      start += length
      if isRolling { playhead &+= length }
      position = (position + length) % Glide.quantumFrames
    }
  }

  @_noLocks
  private mutating func processPiece(_ piece: inout MutableSpan<Frame>) {
    if part.hasLeftRight { processLeftRight(&piece) }
    if part.hasMidSide { midSide.process(&piece, levels: &levels) }
    if part.hasLoudness { processLoudness(&piece) }
  }

  /// What comes before the stages on mid and side.
  @_noLocks
  private mutating func processLeftRight(_ piece: inout MutableSpan<Frame>) {
    inputGuard.process(&piece)
    if !hasSound {
      for i in piece.indices where piece[i] != .zero { hasSound = true }
    }
    // Nothing listens to the source in a part.
    if part == .whole { dry.process(&piece) }
    match.hear(&piece)
    inputGuard.holdProgramme(&piece)
    levels.hear(&piece, at: .input)
    highpass.process(&piece)
    levels.hear(&piece, at: .highpass)
    monoSub.process(&piece)
    levels.hear(&piece, at: .monoSub)
    match.process(&piece)
    levels.hear(&piece, at: .match)
    warmth.process(&piece)
    levels.hear(&piece, at: .warmth)
  }

  /// The governor and what comes after it.
  @_noLocks
  private mutating func processLoudness(_ piece: inout MutableSpan<Frame>) {
    governor.process(&piece)
    levels.hear(&piece, at: .governor)
    clip.process(&piece)
    levels.hear(&piece, at: .clip)
    limiter.process(&piece)
    levels.hear(&piece, at: .limiter)
    dither.process(&piece)
    levels.hear(&piece, at: .dither)
    // The other part of the chain has the source.
    if part == .loudness { return meterBridge.process(master: &piece) }
    meterBridge.process(master: self.piece, source: dry.output, length: piece.count)
    monitor.process(&piece, dry: dry.output, from: 0)
  }

  /// Takes up controls and figures at a point of the grid.
  @_noLocks
  private mutating func update() {
    if settings.isResetRequested && !wasResetRequested {
      governor.forget()
      match.forget()
      meterBridge.reset(clip: &clip, limiter: &limiter)
      meters = Meters()
    }
    wasResetRequested = settings.isResetRequested
    if !hasSound { waitForSound() }
    if meterBridge.isHopComplete { completeHop() }
    if part.hasTone { updateTone() }
    if isFresh {
      levels.begin(
        match: match.latencyFrames, midSide: midSide.lookaheadFrames, clip: clip.latencyFrames,
        limiter: limiter.latencyFrames)
    }
    if part.hasLoudness { updateLoudness() }
    isFresh = false
  }

  @_noLocks
  private mutating func updateTone() {
    // Of the match EQ the second half wants only what it does to the balance, which stays.
    if part.hasLeftRight || isFresh { match.update(settings, hasProfileFault: hasProfileFault) }
    track.update(settings, match: &match)
    // Ports that were connected late have their say before the first frame.
    if isFresh { dry.reset(delayFrames: latencyFrames) }
    if !dry.isFading { dry.head(for: latencyFrames) }
    if part.hasLeftRight { updateLeftRight() }
    if part.hasMidSide { updateMidSide() }
  }

  @_noLocks
  private mutating func updateLeftRight() {
    highpass.update(cutoffHertz: Double(settings.highpassHertz))
    monoSub.update(
      amountPercent: Double(settings.monoSubPercent),
      baseShare: settings.preset.stageValues.monoSubShare,
      knownNoteHertz: track.noteHertz)
    warmth.update(warmthPercent: Double(settings.warmthPercent))
    meters.matchState = match.state
    meters.subNoteHertz = monoSub.noteHertz
  }

  @_noLocks
  private mutating func updateMidSide() {
    // What leaves the match EQ and the look-ahead now came in so much earlier.
    let heard = playhead &- match.latencyFrames &- midSide.lookaheadFrames
    midSide.update(settings, track: track, seconds: Double(heard) / sampleRate)
  }

  @_noLocks
  private mutating func updateLoudness() {
    let values = settings.preset.values
    let goal = settings.goal
    let mix = min(values.clipMix * Double(settings.clipPercent) * 0.01, 1)
    if isFresh {
      ceilingDecibels.jump(to: goal.ceilingDecibels)
      clipMix.jump(to: mix)
      clipKneeDecibels.jump(to: values.clipHeadroomDecibels + values.clipDriveDecibels)
    }
    ceilingDecibels.head(for: goal.ceilingDecibels)
    ceilingDecibels.advance()
    clipMix.head(for: mix)
    clipMix.advance()
    clipKneeDecibels.head(for: values.clipHeadroomDecibels + values.clipDriveDecibels)
    clipKneeDecibels.advance()

    governor.update(settings)
    ceiling.set(decibels: ceilingDecibels.value)
    clip.update(
      ceiling: ceiling.value, kneeDecibels: clipKneeDecibels.value, mix: clipMix.value,
      quantumFrames: Glide.quantumFrames)
    limiter.update(
      ceiling: ceiling.value, attackMilliseconds: values.limiterAttackMilliseconds,
      releaseMilliseconds: values.limiterReleaseMilliseconds, link: values.limiterStereoLink)
    dither.update(depth: settings.dither, shape: settings.ditherShape)
    monitor.update(settings, loudnessMatch: meterBridge.loudnessMatch)
    meters.appliedGainDecibels = governor.gainDecibels
    meters.governorState = governor.state
  }

  /// Begins anew what counts time, until there is sound.
  ///
  /// A host that compensates latency starts a song so much later; it is to have the same bits.
  @_noLocks
  private mutating func waitForSound() {
    monoSub.reset()
    midSide.reset()
    match.waitForSound()
    meterBridge.reset(clip: &clip, limiter: &limiter)
  }

  /// Hands a finished hop of 100 ms to the governor and to the meters.
  @_noLocks
  private mutating func completeHop() {
    meterBridge.completeHop(clip: &clip, limiter: &limiter)
    if meterBridge.hasWholeBlock {
      governor.hear(
        sourcePower: meterBridge.sourceBlockPower, outputPower: meterBridge.masterBlockPower,
        reductionDecibels: meterBridge.reductionDecibels, settings: settings)
    }
    meterBridge.publish(to: &meters)
    midSide.publish(to: &meters)
  }

  @_noLocks
  private mutating func forgetSound() {
    highpass.reset()
    monoSub.reset()
    warmth.reset()
    midSide.reset()
    clip.reset()
    limiter.reset()
    dither.reset()
    monitor.reset()
    match.reset(settings)
    track.reset()
    dry.reset(delayFrames: latencyFrames)
    isFresh = true
    hasSound = false
  }
}

import AuralDSP
import CRealtime

/// Brings the spectrum of the mix towards a reference; without one, the preset's own gentle curve.
///
/// A long linear-phase, mixed or minimum-phase filter for mid and side, designed anew in short steps
/// whenever what it depends on has changed, and cross-faded in. Out of the path it is a delay, to the
/// last bit.
struct MatchEQ: ~Copyable {
  /// What the stage is doing.
  private(set) var state = MatchState.none

  /// The spectra to choose from.
  var profiles = MatchProfiles()

  /// What has been learned of the mix.
  private(set) var learning: MatchLearning

  private let sampleRate: Double
  private let laterLatencyFrames: Int
  private var convolver: PartitionedConvolver
  private var curve: MatchCurve
  private var design: KernelDesign
  private var bypass: FadingDelay
  private let coded = FrameBuffer(count: Glide.quantumFrames)

  /// The gains of the kernel that is heard, in dB.
  private let heardGains = FrameBuffer(count: OctaveBands.capacity)

  /// How often the curve that is heard has changed.
  private(set) var curveVersion = 0

  /// The key of what is heard, and of what is being designed.
  private var heardKey: MatchKey?
  private var designedKey: MatchKey?
  private var work = Work.none
  private var step = 0
  private var stepsInQuantum = 0

  private var wetness: Glide
  private var wet: Float = 0
  private var wetStep: Float = 0
  private var wetEnd: Float = 0
  private var isFresh = true

  /// What is under way.
  private enum Work {
    case none
    case curve
    case kernel
    /// The kernel is ready and waits for the one before to have come in.
    case ready
  }

  /// A design takes this long.
  private static let designSeconds = 0.14

  /// How long a new kernel takes to come in.
  private static let fadeSeconds = 0.05

  /// A change of what was learned that moves the curve by less is not worth a new kernel, in dB.
  private static let leastChangeDecibels: Float = 0.05

  /// Creates a stage whose latency fits `laterLatencyFrames`, that of all that follows.
  init(sampleRate: Double, laterLatencyFrames: Int) {
    self.sampleRate = sampleRate
    self.laterLatencyFrames = laterLatencyFrames
    let fade = Self.fadeFrames(sampleRate)
    let blockFrames = Self.blockFrames(sampleRate: sampleRate)
    learning = MatchLearning(sampleRate: sampleRate)
    curve = MatchCurve(sampleRate: sampleRate)
    design = KernelDesign(sampleRate: sampleRate)
    convolver = PartitionedConvolver(
      tapCount: 2 * blockFrames + design.tapCount, blockFrames: blockFrames, fadeFrames: fade)
    let longest = Self.delayFrames(
      phase: .linear, sampleRate: sampleRate, laterLatencyFrames: laterLatencyFrames)
    bypass = FadingDelay(delayFrames: longest, longestFrames: longest, fadeFrames: fade)
    wetness = Glide(sampleRate: sampleRate)
  }

  /// How far the output lags the input with a phase, in frames; whether matched or not.
  ///
  /// But for minimum phase it makes the latency of the whole chain a multiple of a partition. A host that
  /// compensates latency starts a song so many frames late; then partitions lie as they do without that, and
  /// the last bits are the same.
  @_noLocks
  static func delayFrames(
    phase: PhaseMode, sampleRate: Double, laterLatencyFrames: Int
  ) -> Int {
    if phase == .minimum { return 0 }
    let block = blockFrames(sampleRate: sampleRate)
    let least =
      KernelDesign.delayFrames(phase: phase, sampleRate: sampleRate) + block + laterLatencyFrames
    return (least + block - 1) / block * block - laterLatencyFrames
  }

  @_noLocks
  private func delayFrames(_ phase: PhaseMode) -> Int {
    Self.delayFrames(
      phase: phase, sampleRate: sampleRate, laterLatencyFrames: laterLatencyFrames)
  }

  /// How long a new kernel, or a new delay, takes to come in, in frames.
  static func fadeFrames(_ sampleRate: Double) -> Int { Int(fadeSeconds * sampleRate) }

  /// The length of a partition: 2.7 ms, in whole quanta.
  @_noLocks
  private static func blockFrames(sampleRate: Double) -> Int {
    var frames = 64
    while Double(frames) * 375 * 1.42 < sampleRate { frames *= 2 }
    return frames
  }

  /// How far the output lags the input now, in frames.
  var latencyFrames: Int {
    @_noLocks get { bypass.delayFrames }
  }

  /// The gains of mid and side that are heard in a band, in dB; 0 while the stage is out of the path.
  @_noLocks
  func heardDecibels(_ band: Int) -> Frame { heardKey == nil ? .zero : heardGains[band] }

  /// Takes over what was learned elsewhere.
  @_noLocks
  mutating func adopt(_ learned: LearnedSpectrum) { learning.adopt(learned) }

  /// Forgets what was learned.
  @_noLocks
  mutating func forget() { learning.forget() }

  /// Forgets the sound of the past and jumps to the settings, whatever work that takes.
  @_noLocks
  mutating func reset(_ settings: Settings) {
    learning.reset()
    isFresh = true
    settle(settings)
  }

  /// Does the work of a quantum, at its start.
  @_noLocks
  mutating func update(_ settings: Settings, hasProfileFault: Bool) {
    learning.update(settings, isNeeded: profiles.sourcePlace(settings) == nil)
    if isFresh {
      settle(settings)
      isFresh = false
    }
    let learnedFrames = learning.known.frames
    let key = profiles.wantedKey(
      settings, learnedFrames: learnedFrames, learnedVersion: learning.version)
    state = profiles.state(
      settings, learnedFrames: learnedFrames, hasProfileFault: hasProfileFault)
    advanceWork(settings, key)
    convolver.advance()
    moveWetness(isWanted: key != nil)
  }

  /// Lets the learning begin with the quantum that follows, where nothing but silence was heard.
  @_noLocks
  mutating func waitForSound() { learning.waitForSound() }

  /// Hears the mix, as it came in, to learn its spectrum.
  @_noLocks
  mutating func hear(_ piece: inout MutableSpan<Frame>) { learning.hear(&piece) }

  /// Filters a piece of a quantum.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    let count = block.count
    guard count > 0 else { return }
    bypass.process(&block)
    unsafe code_mid_side(coded.base, firstFrame(of: &block), count)
    var span = unsafe MutableSpan(_unsafeStart: coded.base, count: count)
    convolver.process(&span)
    if wetStep == 0 && wet == 0 {
      bypass.output.give(to: &block, 0..<count)
    } else {
      unsafe decode_mid_side(coded.base, coded.base, count)
      mix(into: &block)
    }
  }

  /// Puts the filtered sound, or some of it and of the sound past the filter, into a piece.
  @_noLocks @inline(__always)
  private mutating func mix(into block: inout MutableSpan<Frame>) {
    if wetStep == 0 && wet == 1 {
      coded.give(to: &block, 0..<block.count)
    } else {
      for i in block.indices {
        wet += wetStep
        block[i] = bypass.output[i] + (coded[i] - bypass.output[i]) * wet
      }
    }
  }

  /// Makes at once what the settings ask for.
  @_noLocks
  private mutating func settle(_ settings: Settings) {
    let key = profiles.wantedKey(
      settings, learnedFrames: learning.known.frames, learnedVersion: learning.version)
    bypass.reset(delayFrames: delayFrames(settings.phase))
    convolver.restart(isPlaying: false)
    work = .none
    if let key, key != heardKey {
      begin(key)
      while work == .curve || work == .kernel { advanceStep() }
      work = .none
      convolver.takeKernel()
      takeGains()
    }
    convolver.restart(isPlaying: key != nil)
    let share: Double = key == nil ? 0 : 1
    wetness.jump(to: share)
    wet = Float(share)
    wetEnd = wet
    wetStep = 0
  }

  /// Does a quantum's part of the work under way, or begins what is wanted.
  @_noLocks
  private mutating func advanceWork(_ settings: Settings, _ key: MatchKey?) {
    if work == .none {
      if let key {
        if key != heardKey { begin(key) }
      } else if convolver.isFree && !bypass.isFading {
        bypass.head(for: delayFrames(settings.phase))
      }
    }
    for _ in 0..<stepsInQuantum where work == .curve || work == .kernel { advanceStep() }
    guard work == .ready, convolver.isFree, !bypass.isFading else { return }
    work = .none
    convolver.takeKernel()
    takeGains()
    if let heardKey { bypass.head(for: delayFrames(heardKey.phase)) }
  }

  @_noLocks
  private mutating func begin(_ key: MatchKey) {
    designedKey = key
    curve.begin(request(key))
    step = 0
    work = .curve
    let steps = curve.stepCount + design.stepCount(phase: key.phase, for: convolver)
    let quanta = Self.designSeconds * sampleRate / Double(Glide.quantumFrames)
    stepsInQuantum = Int(Double(steps) / quanta) + 1
  }

  @_noLocks
  private mutating func advanceStep() {
    guard let key = designedKey else { return }
    if work == .curve {
      curve.step(step)
      step += 1
      guard step == curve.stepCount else { return }
      if isNegligible(key) {
        heardKey = key
        work = .none
      } else {
        design.begin(phase: key.phase, delayFrames: delayFrames(key.phase))
        work = .kernel
      }
    } else if design.step(&curve, into: &convolver) {
      work = .ready
    }
  }

  /// Whether all that is new is what was learned, and that little.
  @_noLocks
  private func isNegligible(_ key: MatchKey) -> Bool {
    guard let heardKey, convolver.isPlaying else { return false }
    return key.differsOnlyInLearning(from: heardKey)
      && curve.distance(to: heardGains) < Self.leastChangeDecibels
  }

  @_noLocks
  private mutating func takeGains() {
    heardKey = designedKey
    curveVersion &+= 1
    for band in 0..<curve.bandCount { heardGains[band] = curve.gains[band] }
  }

  /// Fades the filter in once it plays, and out; at rest it costs nothing.
  @_noLocks
  private mutating func moveWetness(isWanted: Bool) {
    let share: Double = isWanted && convolver.isPlaying ? 1 : 0
    wet = wetEnd
    wetness.head(for: share)
    wetness.advance()
    wetEnd = Float(wetness.value)
    wetStep = (wetEnd - wet) / Float(Glide.quantumFrames)
    if !isWanted && wet == 0 && wetStep == 0 {
      convolver.rest()
      if work == .none && heardKey != nil {
        heardKey = nil
        curveVersion &+= 1
      }
    }
  }
}

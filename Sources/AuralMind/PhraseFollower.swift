import AuralDSP

/// Follows how loud the music is beside itself: now, over a phrase, and over the track.
///
/// Its windows move by the quantum and stand still in silence, so that a track sounds the same
/// whatever silence comes before it.
struct PhraseFollower {
  /// The loudness below which nothing counts, in LUFS: BS.1770-5's absolute gate.
  private static let gateLUFS = -70.0

  /// The windows, in seconds: EBU Tech 3341's momentary and short-term, and the original engine's
  /// window for its sections.
  private static let momentarySeconds = 0.4
  private static let sectionSeconds = 0.8
  private static let shortTermSeconds = 3.0

  /// How much must be heard before a spread is a phrase's, and before it is a track's, in seconds.
  private static let phraseSeconds = 5.0
  private static let trackSeconds = 10.0

  /// The least distance between quiet and loud in which there is a place, in LU.
  private static let leastSpread = 2.0

  /// The power at the gate.
  private let gatePower = weightedPower(loudnessLUFS: gateLUFS)
  private var weighting: KWeighting
  private var momentary: FadingMean
  private var section: FadingMean
  private var shortTerm: FadingMean
  private var running: RunningPhraseLevels
  /// The weighted squares of the quantum so far, in each lane.
  private var squares = DoubleFrame.zero
  private var frames = 0

  /// Where the momentary loudness lies between the track's quiet tenth (0) and its loud tenth (1);
  /// 0.5 where that is unknown or says nothing.
  private(set) var phrase = 0.5

  /// The loudness over the last 0.8 s, in LUFS.
  private(set) var loudnessLUFS = silenceLUFS

  /// What a quarter of the track stays below, in LUFS.
  private(set) var quarterLUFS = silenceLUFS

  /// What three quarters of the track stay below, in LUFS.
  private(set) var threeQuartersLUFS = silenceLUFS

  /// Whether enough is known of the track for its quarters to mean something.
  private(set) var isKnown = false

  init(sampleRate: Double) {
    let quantum = Double(Glide.quantumFrames) / sampleRate
    weighting = KWeighting(sampleRate: sampleRate)
    momentary = FadingMean(seconds: Self.momentarySeconds, stepSeconds: quantum)
    section = FadingMean(seconds: Self.sectionSeconds, stepSeconds: quantum)
    shortTerm = FadingMean(seconds: Self.shortTermSeconds, stepSeconds: quantum)
    running = RunningPhraseLevels(quantumSeconds: quantum)
  }

  /// Hears a piece of the quantum, in coded frames.
  @_noLocks
  mutating func hear(_ block: inout MutableSpan<Frame>) {
    weighting.addSquares(of: &block, to: &squares)
    frames += block.count
  }

  /// Takes account of what was heard since the last update; once a quantum.
  ///
  /// - Parameter levels: The spread of the track where it is known; nil to go by what was heard.
  @_noLocks
  mutating func update(levels: PhraseLevels?) {
    // With L = M + S and R = M - S, the powers of left and right add up to twice those of mid and
    // side.
    if frames > 0 { count(2 * squares.sum() / Double(frames)) }
    squares = .zero
    frames = 0

    let spread = levels ?? running.levels
    let heard = running.heardSeconds
    isKnown = levels != nil || heard >= Self.trackSeconds
    quarterLUFS = spread.quarterLUFS
    threeQuartersLUFS = spread.threeQuartersLUFS
    let distance = spread.ninetiethLUFS - spread.tenthLUFS
    let isPhraseKnown = levels != nil || heard >= Self.phraseSeconds
    if isPhraseKnown && distance >= Self.leastSpread && momentary.value > 0 {
      let now = AuralDSP.loudnessLUFS(power: momentary.value)
      phrase = min(max((now - spread.tenthLUFS) / distance, 0), 1)
    } else {
      phrase = 0.5
    }
  }

  /// Forgets everything.
  @_noLocks
  mutating func reset() {
    weighting.reset()
    momentary.reset()
    section.reset()
    shortTerm.reset()
    running.reset()
    squares = .zero
    frames = 0
    phrase = 0.5
    loudnessLUFS = silenceLUFS
    isKnown = false
  }

  /// Moves the windows on by a quantum, unless it belongs to a silence.
  @_noLocks
  private mutating func count(_ power: Double) {
    momentary.add(power)
    guard momentary.value >= gatePower else {
      // The sound after the silence is not to be held against it.
      momentary.reset()
      loudnessLUFS = silenceLUFS
      return
    }
    section.add(power)
    shortTerm.add(power)
    loudnessLUFS = AuralDSP.loudnessLUFS(power: section.value)
    running.hear(shortTerm)
  }
}

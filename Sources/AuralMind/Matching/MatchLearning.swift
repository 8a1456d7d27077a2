import AuralDSP

/// Learns the spectrum of the mix while it plays.
///
/// What is known of it changes at points that lie further and further apart, so that a curve that follows it
/// comes to rest.
struct MatchLearning: ~Copyable {
  /// What is known, as of the last refreshment.
  private(set) var known = LearnedSpectrum()

  /// How often what is known has changed.
  private(set) var version = 0

  private var analyzer: SpectrumAnalyzer
  private var gate = GatedSpectrum()
  private var heardFrames = 0
  private var framesToRefresh = 0
  private var refreshedBand: Int?
  private var isHeld = false
  private var isExport = false
  private var refreshed = BandSpectrum()
  private var wasFreewheeling = false
  private let bandCount: Int

  /// The fewest analysis frames a curve is built on: 2 s.
  static let leastFrames: Float = 12

  /// The analysis frames from which on a mix counts as known: 10 s.
  static let knownFrames: Float = 60

  /// The share of what is known by which it grows between two refreshments, and the least number of frames.
  private static let growth: Float = 0.04
  private static let leastGrowthFrames = 5

  init(sampleRate: Double) {
    analyzer = SpectrumAnalyzer(sampleRate: sampleRate)
    bandCount = OctaveBands.count(sampleRate: sampleRate)
  }

  /// Forgets everything.
  @_noLocks
  mutating func forget() {
    analyzer.reset()
    gate.reset()
    known = LearnedSpectrum()
    version &+= 1
    heardFrames = 0
    framesToRefresh = 0
    refreshedBand = nil
  }

  /// Takes over what was learned elsewhere and goes on from there.
  @_noLocks
  mutating func adopt(_ learned: LearnedSpectrum) {
    forget()
    known = learned
    gate.seed(with: learned.mean, frames: learned.frames)
    // Whoever takes over nothing begins as if new, to the frame.
    framesToRefresh = learned.frames > 0 ? growthFrames : 0
  }

  /// Forgets the sound of the moment, not what was learned.
  @_noLocks
  mutating func reset() {
    analyzer.reset()
    heardFrames = 0
    wasFreewheeling = false
  }

  /// Begins with the quantum that follows, where nothing but silence was heard.
  @_noLocks
  mutating func waitForSound() {
    analyzer.rewind()
    heardFrames = 0
  }

  /// Takes note of the settings, at the start of a quantum.
  @_noLocks
  mutating func update(_ settings: Settings, isNeeded: Bool) {
    // What playback has taught is what an export has, from its first frame to its last.
    if settings.isFreewheeling != wasFreewheeling {
      wasFreewheeling = settings.isFreewheeling
      isExport = wasFreewheeling && known.frames >= Self.knownFrames
    }
    isHeld = !settings.isMatchLearning || !isNeeded || isExport
    if analyzer.completedFrames != heardFrames {
      heardFrames = analyzer.completedFrames
      if !isHeld {
        gate.add(analyzer.spectrum, weightedPower: analyzer.weightedPower)
        framesToRefresh -= 1
      }
    }
    refresh()
  }

  /// Hears a piece of the mix.
  @_noLocks
  mutating func hear(_ piece: inout MutableSpan<Frame>) {
    if !isHeld { analyzer.process(&piece) }
  }

  /// Brings what is known up to date, some bands at a time, when enough is new.
  @_noLocks
  private mutating func refresh() {
    guard let first = refreshedBand else {
      guard framesToRefresh <= 0, heardFrames > 0, !isHeld else { return }
      framesToRefresh = growthFrames
      refreshed = BandSpectrum(count: bandCount)
      refreshedBand = 0
      return
    }
    let end = min(first + Self.bandsInQuantum, bandCount)
    for band in first..<end { refreshed[band] = gate.meanOfBand(band) }
    refreshedBand = end < bandCount ? end : nil
    guard end == bandCount, gate.frames > 0 else { return }
    known.mean = refreshed
    known.frames = gate.frames
    version &+= 1
  }

  private static let bandsInQuantum = 16

  /// The analysis frames to hear before the next refreshment.
  private var growthFrames: Int {
    @_noLocks get { max(Self.leastGrowthFrames, Int(gate.frames * Self.growth)) }
  }
}

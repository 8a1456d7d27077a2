import AuralDSP
import CRealtime

/// Softens sibilants where they stick out of the mix.
///
/// A dip round 7 kHz in mid, as deep as the band from 6 to 10 kHz is louder, against the whole of mid, than
/// the track's own brightness explains (a compressor with a soft knee whose detector is a ratio:
/// Giannoulis, Massberg & Reiss, "Digital dynamic range compressor design", JAES 2012). So a
/// louder mix gets the same dip. What comes as suddenly as a drum, and what goes on, is left alone.
struct DeEsser {
  /// The greatest dip at the centre since this was last set to 0, in dB; 0 or more.
  var greatestDipDecibels: Float = 0

  /// Whether the stage works on the sound in the quantum under way; else it touches no bit.
  private(set) var isInPath = false

  /// The lower edge of the original engine's detector, in Hz.
  static let lowHertz = 6_000.0
  /// Its upper edge, in Hz.
  static let highHertz = 10_000.0
  /// The dip's centre in Hz and its Q: half a sibilant's dip reaches from 4.8 to 10.8 kHz, since an s has
  /// its peak between 5 and 9 kHz, depending on who sings.
  private static let centreHertz = 7_200.0
  private static let q = 1.2

  /// Whether the band lies below Nyquist.
  private let isPossible: Bool
  private let band: BandPass
  /// The bell, and ears for the band and for all of mid.
  private var bell: HeardBell
  private var gain: SteppedGain
  private var law: SibilanceLaw
  /// The share of the law's dip that is applied, on the grid, and now.
  private var fullShare: Glide
  private var share = 0.0
  private var shareStep = 0.0
  private var threshold: Glide
  /// How much of what lies above the threshold the law takes: 1 - 1/ratio.
  private var slope: Glide
  private var jumps = true

  /// Makes the stage ready for an `ahead` that runs `lookaheadFrames` before the block.
  init(sampleRate: Double, lookaheadFrames: Int) {
    isPossible = Self.highHertz < sampleRate / 2
    band = BandPass(lowHertz: Self.lowHertz, highHertz: Self.highHertz, sampleRate: sampleRate)
    bell = HeardBell(
      first: band, second: nil,
      bell: DynamicBell(centreHertz: Self.centreHertz, q: Self.q, sampleRate: sampleRate))
    gain = SteppedGain(lookaheadFrames: lookaheadFrames)
    law = SibilanceLaw(stepSeconds: Double(gain.stepFrames) / sampleRate)
    fullShare = Glide(sampleRate: sampleRate)
    threshold = Glide(sampleRate: sampleRate)
    slope = Glide(sampleRate: sampleRate)
  }

  /// Takes up what is asked and what is known of the track for the quantum that follows.
  ///
  /// - Parameters:
  ///   - amountPercent: Scales the dip, from 0 (out of the path) to 200 %.
  ///   - thresholdOffsetDecibels: Moves the threshold; lower is earlier.
  ///   - ratio: The compressor's ratio, 1 or more.
  ///   - mix: The share of the compressor's dB that is applied at 100 %.
  ///   - balance: The track's long-term levels; without trust in them the threshold is a fixed one.
  @_noLocks
  mutating func update(
    amountPercent: Double, thresholdOffsetDecibels: Double, ratio: Double, mix: Double,
    balance: TrackBalance
  ) {
    let target = isPossible ? max(0, amountPercent * 0.01 * mix) : 0
    let wantedThreshold = SibilanceLaw.threshold(balance) + thresholdOffsetDecibels
    let wantedSlope = 1 - 1 / max(ratio, 1)
    let wasInPath = isInPath && !jumps
    if jumps { fullShare.jump(to: target) }
    if !wasInPath {
      threshold.jump(to: wantedThreshold)
      slope.jump(to: wantedSlope)
    }
    jumps = false
    fullShare.head(for: target)
    threshold.head(for: wantedThreshold)
    slope.head(for: wantedSlope)
    isInPath = fullShare.value > 0 || fullShare.isMoving || (wasInPath && !gain.isUnity)
    if isInPath && !wasInPath { begin() }
    threshold.advance()
    slope.advance()
    share = fullShare.value
    fullShare.advance()
    let stepCount = Glide.quantumFrames / gain.stepFrames
    shareStep = (fullShare.value - share) / Double(stepCount)
  }

  /// Forgets the sound and jumps to what the next `update` asks.
  @_noLocks
  mutating func reset() {
    greatestDipDecibels = 0
    isInPath = false
    jumps = true
  }

  /// Works on coded frames; `ahead` holds the chain's input the look-ahead after each of them.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>, ahead: borrowing FrameBuffer) {
    guard isInPath else { return }
    var start = 0
    while start < block.count {
      let end = start &+ gain.framesLeft(of: block.count &- start)
      bell.process(&block, start..<end, ahead: ahead)
      gain.advance(by: end &- start)
      if gain.isStepOver {
        gain.head(for: nextGain(powers: bell.takePowers() / Double(gain.stepFrames)))
        bell.go(from: gain.start, by: gain.increment)
      }
      start = end
    }
  }

  /// By how much the detector changes the power of a tone: what `TrackBalance.sibilancePower` sums by.
  @_noLocks
  func sibilanceGain(hertz: Double) -> Double {
    isPossible ? band.powerGain(hertz: hertz) : 0
  }

  /// Starts from silence.
  @_noLocks
  private mutating func begin() {
    bell.reset()
    gain.reset()
    law.reset()
  }

  /// Draws the gain for the next step from what this one held.
  @_noLocks
  private mutating func nextGain(powers: DoubleFrame) -> Double {
    share = max(0, share + shareStep)
    let dip =
      share
      * law.dipDecibels(
        powers: powers, thresholdDecibels: threshold.value, slope: slope.value)
    greatestDipDecibels = max(greatestDipDecibels, Float(dip))
    return dip > 0 ? amplitude(decibels: -dip) : 1
  }
}

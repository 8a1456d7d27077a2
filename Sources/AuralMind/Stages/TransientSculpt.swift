import AuralDSP
import CRealtime

/// Brings out attacks: the first milliseconds of what is struck, in mid.
///
/// The gain follows the difference, in dB, of a fast and a slow envelope (the differential envelope of the
/// SPL Transient Designer, 1998), so it does not depend on level; a dead zone keeps tones, noise and the pulses
/// of a low voice out. Where the track has peaks enough, a guard on its crest leaves them as they are:
/// more would cost loudness in the limiter and give nothing. Between attacks no bit is touched.
struct TransientSculpt {
  /// Whether the stage works on the sound in the quantum under way; else it touches no bit.
  private(set) var isInPath = false

  /// The centre in Hz and Q of the detector's band.
  ///
  /// Clicks, sticks and consonants are there; a sub bass under them weighs little.
  private static let centreHertz = 2_000.0
  private static let q = 0.3

  /// The crest in dB from which on the boost shrinks, and at which it is gone: the original's 17.5 ± 2.
  private static let openCrest = 15.5
  private static let closedCrest = 19.5
  /// The window of the crest in s: some bars' beats.
  private static let crestSeconds = 3.0
  /// The guard opens within this, in ms, so that it does not move from beat to beat; it shuts at once.
  private static let openMilliseconds = 200.0

  /// The band in the first lane, all of mid in the second.
  private var bands: FilterPair
  private var gain: SteppedGain
  private var law: AttackLaw
  private var crest: CrestMeter
  private let openShare: Double
  /// The share of the boost that the crest allows, from 0 to 1.
  private var guardShare = 0.0
  /// What was heard in the step so far: the band's and all of mid's squares summed, the highest magnitude.
  private var heardPowers = DoubleFrame.zero
  private var heardPeak = 0.0
  /// The boost of a full attack in dB, on the grid, and now.
  private var fullBoost: Glide
  private var boost = 0.0
  private var boostStep = 0.0
  private var jumps = true

  /// Makes the stage ready for an `ahead` that runs `lookaheadFrames` before the block.
  init(sampleRate: Double, lookaheadFrames: Int) {
    bands = FilterPair(
      .bandpass(centreHertz: Self.centreHertz, q: Self.q, sampleRate: sampleRate), .through)
    gain = SteppedGain(lookaheadFrames: lookaheadFrames)
    law = AttackLaw(stepSeconds: Double(gain.stepFrames) / sampleRate)
    crest = CrestMeter(seconds: Self.crestSeconds, sampleRate: sampleRate)
    let quantumSeconds = Double(Glide.quantumFrames) / sampleRate
    openShare = 1 - exp(-quantumSeconds / (Self.openMilliseconds * 0.001))
    fullBoost = Glide(sampleRate: sampleRate)
  }

  /// Takes up what is asked for the quantum that follows.
  ///
  /// - Parameters:
  ///   - amountPercent: Scales the boost in dB, from 0 (out of the path) to 200 %.
  ///   - boostDecibels: The boost of the wet signal, 0 or more.
  ///   - mix: The share of the wet signal, from 0 to 1.
  @_noLocks
  mutating func update(amountPercent: Double, boostDecibels: Double, mix: Double) {
    // What the original's blend of boosted and dry comes to.
    let blended = 1 + max(0, mix) * (amplitude(decibels: max(0, boostDecibels)) - 1)
    let target = max(0, amountPercent * 0.01) * decibels(amplitude: blended)
    if jumps { fullBoost.jump(to: target) }
    let wasInPath = isInPath && !jumps
    jumps = false
    fullBoost.head(for: target)
    isInPath = fullBoost.value > 0 || fullBoost.isMoving || (wasInPath && !gain.isUnity)
    if isInPath {
      if !wasInPath { begin() }
      let crestDecibels = crest.crestDecibels
      let allowed = 1 - smoothStep(crestDecibels, from: Self.openCrest, to: Self.closedCrest)
      guardShare = min(allowed, guardShare + (1 - guardShare) * openShare)
    }
    boost = fullBoost.value
    fullBoost.advance()
    let stepCount = Glide.quantumFrames / gain.stepFrames
    boostStep = (fullBoost.value - boost) / Double(stepCount)
  }

  /// Forgets the sound and jumps to what the next `update` asks.
  @_noLocks
  mutating func reset() {
    isInPath = false
    jumps = true
  }

  /// Works on coded frames; `ahead` holds the chain's input the look-ahead after each of them.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>, ahead: borrowing FrameBuffer) {
    guard isInPath else { return }
    var bands = self.bands
    var gain = self.gain
    var heardPowers = self.heardPowers
    var heardPeak = self.heardPeak
    for i in block.indices {
      let heard = Double(ahead[i].x)
      let pair = bands.process(DoubleFrame(repeating: heard))
      heardPowers += pair * pair
      let height = abs(heard)
      if height > heardPeak { heardPeak = height }
      block[i].x *= Float(gain.next())
      if gain.isStepOver {
        gain.head(for: nextGain(powers: heardPowers, peak: heardPeak))
        heardPowers = .zero
        heardPeak = 0
      }
    }
    self.bands = bands
    self.gain = gain
    self.heardPowers = heardPowers
    self.heardPeak = heardPeak
  }

  /// Starts from silence; the guard opens once there is a crest to go by.
  @_noLocks
  private mutating func begin() {
    bands.reset()
    gain.reset()
    law.reset()
    crest.reset()
    guardShare = 0
    heardPowers = .zero
    heardPeak = 0
  }

  /// Draws the gain for the next step from what this one held.
  @_noLocks
  private mutating func nextGain(powers: DoubleFrame, peak: Double) -> Double {
    crest.hear(peak: peak, energy: powers.y, frames: gain.stepFrames)
    let strength = law.strength(power: powers.x / Double(gain.stepFrames))
    boost = max(0, boost + boostStep)
    let lift = boost * guardShare * strength
    return lift > 0 ? amplitude(decibels: lift) : 1
  }
}

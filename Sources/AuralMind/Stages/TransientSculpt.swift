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

  /// What is heard in the step: the band's power without its scale, all of mid's, the highest magnitude.
  private var ear = attack_ear()
  /// The band's share of power for each that the ear has of it.
  private let bandScale: Double
  private var gain: SteppedGain
  private var law: AttackLaw
  private var crest: CrestMeter
  private let openShare: Double
  /// The share of the boost that the crest allows, from 0 to 1.
  private var guardShare = 0.0
  /// Boost and mix that were asked for, and what the blend of both comes to, in dB.
  private var asked = DoubleFrame.zero
  private var blendedDecibels = 0.0
  /// The boost of a full attack in dB, on the grid, and now.
  private var fullBoost: Glide
  private var boost = 0.0
  private var boostStep = 0.0
  private var jumps = true

  /// Makes the stage ready for an `ahead` that runs `lookaheadFrames` before the block.
  init(sampleRate: Double, lookaheadFrames: Int) {
    let band = StateVariableCoefficients.bandpass(
      centreHertz: Self.centreHertz, q: Self.q, sampleRate: sampleRate)
    gain = SteppedGain(lookaheadFrames: lookaheadFrames)
    bandScale = band.scale * band.scale / Double(gain.stepFrames)
    ear.band.a1 = band.recursion.x
    ear.band.a2 = band.recursion.y
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
    if boostDecibels != asked.x || mix != asked.y {
      asked = DoubleFrame(boostDecibels, mix)
      // What the original's blend of boosted and dry comes to.
      let blended = 1 + max(0, mix) * (amplitude(decibels: max(0, boostDecibels)) - 1)
      blendedDecibels = decibels(amplitude: blended)
    }
    let target = max(0, amountPercent * 0.01) * blendedDecibels
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
    precondition(block.count <= ahead.count, "as much ahead as in the block")
    let frames = unsafe firstFrame(of: &block)
    var start = 0
    while start < block.count {
      let count = gain.framesLeft(of: block.count &- start)
      unsafe hear_attack(&ear, ahead.base + start, count)
      if !gain.isUnity {
        unsafe ramp_mid(
          frames + start, Float(gain.start), Float(gain.increment), gain.position, count)
      }
      gain.advance(by: count)
      if gain.isStepOver { gain.head(for: nextGain()) }
      start &+= count
    }
  }

  /// Starts from silence; the guard opens once there is a crest to go by.
  @_noLocks
  private mutating func begin() {
    ear.band.first = 0
    ear.band.second = 0
    forgetStep()
    gain.reset()
    law.reset()
    crest.reset()
    guardShare = 0
  }

  /// Begins to hear a step.
  @_noLocks
  private mutating func forgetStep() {
    ear.band_power = 0
    ear.power = 0
    ear.peak = 0
  }

  /// Draws the gain for the next step from what this one held.
  @_noLocks
  private mutating func nextGain() -> Double {
    crest.hear(peak: Double(ear.peak), energy: ear.power, frames: gain.stepFrames)
    let strength = law.strength(power: ear.band_power * bandScale)
    forgetStep()
    boost = max(0, boost + boostStep)
    let lift = boost * guardShare * strength
    return lift > 0 ? amplitude(decibels: lift) : 1
  }
}

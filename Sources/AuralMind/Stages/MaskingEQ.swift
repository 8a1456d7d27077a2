import AuralDSP
import CRealtime

/// Gives way in the low mids for the moments in which they mask the presence.
///
/// A dip at 300 Hz in mid, as deep as the low mids outweigh the presence by more than they do in the whole track
/// (dynamic equalisation by a log-ratio detector: Hafezi & Reiss, "Autonomous multitrack
/// equalization based on masking reduction", JAES 2015). Side is not touched. Level does not
/// matter: everything is a ratio to the track's own balance.
struct MaskingEQ {
  /// The greatest dip at 300 Hz since this was last set to 0, in dB; 0 or more.
  var greatestDipDecibels: Float = 0

  /// Whether the stage works on the sound in the quantum under way; else it touches no bit.
  private(set) var isInPath = false

  /// The original engine's bands: low mids, from 220 to 360 Hz, and presence, from 2 to 6 kHz.
  private let bands: BandPair
  private var bell: HeardBell
  private var gain = SteppedGain()
  private var law: MaskingLaw
  /// The dip of full masking in dB.
  private var fullDip: Glide
  private var balance = TrackBalance()
  private var jumps = true

  /// Makes the stage ready; its detectors are too slow for the length of the look-ahead to matter.
  init(sampleRate: Double) {
    bands = BandPair(first: 220...360, second: 2_000...6_000, sampleRate: sampleRate)
    bell = HeardBell(
      first: bands.first, second: bands.second,
      bell: DynamicBell(centreHertz: 300, q: 1, sampleRate: sampleRate))
    law = MaskingLaw(stepSeconds: Double(gain.stepFrames) / sampleRate)
    fullDip = Glide(sampleRate: sampleRate)
  }

  /// Takes up what is asked and what is known of the track for the quantum that follows.
  ///
  /// - Parameters:
  ///   - amountPercent: The share of the dip, from 0 (out of the path) to 200 %.
  ///   - maximumDipDecibels: The dip of full masking at 100 %, 0 or more.
  ///   - balance: The track's long-term levels; without trust in them there is no dip.
  @_noLocks
  mutating func update(amountPercent: Double, maximumDipDecibels: Double, balance: TrackBalance) {
    let target = max(0, amountPercent * 0.01 * maximumDipDecibels)
    self.balance = balance
    if jumps { fullDip.jump(to: target) }
    let wasInPath = isInPath && !jumps
    jumps = false
    fullDip.head(for: target)
    isInPath = fullDip.value > 0 || fullDip.isMoving || (wasInPath && !gain.isUnity)
    if isInPath && !wasInPath { begin() }
    fullDip.advance()
  }

  /// Forgets the sound and jumps to what the next `update` asks.
  @_noLocks
  mutating func reset() {
    greatestDipDecibels = 0
    isInPath = false
    jumps = true
  }

  /// Works on coded frames; `ahead` holds the chain's input some frames after each of them.
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

  /// By how much the lower band's detector changes the power of a tone: what `lowMidPower` sums by.
  @_noLocks
  func lowMidGain(hertz: Double) -> Double {
    bands.powerGain(hertz: hertz).x
  }

  /// By how much the upper band's detector changes the power of a tone: what `presencePower` sums by.
  @_noLocks
  func presenceGain(hertz: Double) -> Double {
    bands.powerGain(hertz: hertz).y
  }

  /// Starts from silence, as if the track had been at its own balance.
  @_noLocks
  private mutating func begin() {
    bell.reset()
    gain.reset()
    law.begin(balance)
  }

  /// Draws the gain for the next quantum from what this one held.
  @_noLocks
  private mutating func nextGain(powers: DoubleFrame) -> Double {
    let dip = fullDip.value * law.depth(heard: powers, balance: balance)
    greatestDipDecibels = max(greatestDipDecibels, Float(dip))
    return dip > 0 ? amplitude(decibels: -dip) : 1
  }
}

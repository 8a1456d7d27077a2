import AuralDSP
import CRealtime

/// Says how much of an attack there is, from the power of the sound.
struct AttackLaw {
  /// Rise of the fast envelope in ms, about the original's 0.8: quicker than any drum's.
  private static let fastMilliseconds = 0.7
  /// Fall of the fast envelope's power in ms: between the pulses of a voice or a bass, down to
  /// 40 Hz, it falls by no more than the dead zone.
  private static let fallMilliseconds = 35.0
  /// The slow envelope, which follows the fast one, in ms: as long as an attack is news.
  private static let slowMilliseconds = 50.0

  /// Up to this difference in dB nothing is an attack: saw-tooth basses reach 2 dB, noise 4 dB once
  /// in many seconds.
  private static let deadDecibels = 3.0
  /// A ratio of powers just below that: 2.99 dB.
  private static let deadRatio = 1.99
  /// From this difference on an attack is a whole one, in dB.
  private static let fullDecibels = 6.0

  /// The gain rises within this, in ms, so that it does not click.
  private static let riseMilliseconds = 0.3
  /// The gain falls within this, in ms, once the difference does: about the original's 5.5.
  private static let decayMilliseconds = 6.0
  /// A strength below this is none: 0.002 dB of the largest boost.
  private static let leastStrength = 0.001

  private let fastShare: Double
  private let fall: Double
  private let slowShare: Double
  private let riseShare: Double
  private let decay: Double
  private var stepCount = 0.0
  private var onset = 0.0
  private var fast = 0.0
  private var slow = 0.0
  private var envelope = 0.0
  private var strength = 0.0

  /// Creates a law that is asked every `stepSeconds`.
  init(stepSeconds: Double) {
    let left = { (milliseconds: Double) in exp(-stepSeconds / (milliseconds * 0.001)) }
    fastShare = 1 - left(Self.fastMilliseconds)
    fall = left(Self.fallMilliseconds)
    slowShare = 1 - left(Self.slowMilliseconds)
    riseShare = 1 - left(Self.riseMilliseconds)
    decay = left(Self.decayMilliseconds)
  }

  /// Forgets the past.
  @_noLocks
  mutating func reset() {
    stepCount = 0
    onset = 0
    fast = 0
    slow = 0
    envelope = 0
    strength = 0
  }

  /// Returns how much of an attack there is, from 0 to 1, after a step of this mean square.
  @_noLocks
  mutating func strength(power: Double) -> Double {
    // At first the averages are plain means: the sound's first frame is no attack.
    stepCount += 1
    let early = 1 / stepCount
    onset += (power - onset) * max(fastShare, early)
    fast = max(fast * fall, onset)
    slow += (fast - slow) * max(slowShare, early)

    envelope = max(envelope * decay, attack)
    if envelope < Self.leastStrength { envelope = 0 }
    strength = envelope > strength ? strength + (envelope - strength) * riseShare : envelope
    return strength
  }

  /// How much of an attack the envelopes tell of, from 0 to 1.
  private var attack: Double {
    @_noLocks get {
      // Between attacks, which is most of the time, no logarithm is needed to tell.
      guard fast > slow * Self.deadRatio, slow > 0 else { return 0 }
      let difference = decibels(power: fast / slow)
      return smoothStep(difference, from: Self.deadDecibels, to: Self.fullDecibels)
    }
  }
}

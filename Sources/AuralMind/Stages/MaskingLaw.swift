import AuralDSP
import CRealtime

/// Says how deep the masking EQ dips, from the powers of low mids and presence.
struct MaskingLaw {
  /// Time constant of the short-term powers in ms: a syllable or a chord, not a single drum hit.
  private static let powerMilliseconds = 150.0
  /// The dip comes within this, in ms: before the masked syllable is over.
  private static let attackMilliseconds = 40.0
  /// The dip goes within this, in ms: slower than words come, so that it does not flutter.
  private static let releaseMilliseconds = 150.0

  /// The dip sets in at this excess, in dB: far out of pink noise's own ratio, ± 0.5 dB.
  private static let onsetDecibels = 1.25
  /// The dip is whole at this excess, in dB: mixed music passes it in 0 to 14 % of its time, and a
  /// quarter of the dip in 10 to 35 %.
  private static let fullDecibels = 5.0

  /// A section that is thick throughout is meant so: this share of its lasting excess is forgiven.
  private static let forgivenShare = 0.6
  /// The lasting excess counts up to this, in dB: what is far out of balance is still mended.
  private static let mostForgivenDecibels = 8.0
  /// What lasts so long, in ms, is a section's sound and not a moment.
  private static let sectionMilliseconds = 8_000.0

  /// Presence this far below its own level in dB, as under a solo bass, leaves nothing to unmask.
  private static let absentPresence = -16.0
  /// Presence from here on, in dB against its own level, is worth all of the dip.
  private static let heardPresence = -8.0
  /// Low mids this far below their own level in dB mask nothing, whatever the ratio.
  private static let absentLowMid = -15.0
  /// Low mids from here on, in dB against their own level, may mask.
  private static let heardLowMid = -5.0

  /// Louder than this against the long-term power is taken for this, 15 dB, so that a burst does not
  /// sit in the short-term powers for a second.
  private static let loudestRatio = 32.0
  /// A long-term power below this is not known: -200 dBFS.
  private static let leastPower = 1e-20

  /// A depth below this is none: 0.003 dB of the deepest dip there is.
  private static let leastDepth = 0.001

  private let powerShare: Double
  private let attackShare: Double
  private let releaseShare: Double
  private let sectionShare: Double
  /// Short-term powers of low mids and presence.
  private var powers = DoubleFrame.zero
  /// The excess that has lasted, in dB.
  private var lastingExcess = 0.0
  private var depth = 0.0

  /// Creates a law that is asked every `stepSeconds`.
  init(stepSeconds: Double) {
    let share = { (milliseconds: Double) in 1 - exp(-stepSeconds / (milliseconds * 0.001)) }
    powerShare = share(Self.powerMilliseconds)
    attackShare = share(Self.attackMilliseconds)
    releaseShare = share(Self.releaseMilliseconds)
    sectionShare = share(Self.sectionMilliseconds)
  }

  /// Forgets the past, as if the track had been at its own balance until now.
  @_noLocks
  mutating func begin(_ balance: TrackBalance) {
    powers = DoubleFrame(balance.lowMidPower, balance.presencePower)
    lastingExcess = 0
    depth = 0
  }

  /// Returns the depth of the dip, from 0 to 1, after one more step.
  ///
  /// - Parameters:
  ///   - heard: Mean squares over the step: low mids, presence.
  ///   - balance: What they are in the long term.
  /// - Returns: The share of the full dip, smooth in time.
  @_noLocks
  mutating func depth(heard: DoubleFrame, balance: TrackBalance) -> Double {
    let ceiling = Self.loudestRatio * DoubleFrame(balance.lowMidPower, balance.presencePower)
    powers += (heard.replacing(with: ceiling, where: heard .> ceiling) - powers) * powerShare
    let target = balance.trust > 0 ? min(balance.trust, 1) * masking(balance) : 0
    depth += (target - depth) * (target > depth ? attackShare : releaseShare)
    if target == 0 && depth < Self.leastDepth { depth = 0 }
    return depth
  }

  /// How much the low mids mask now, from 0 to 1.
  @_noLocks
  private mutating func masking(_ balance: TrackBalance) -> Double {
    let least = min(balance.lowMidPower, balance.presencePower)
    guard powers.x > 0, powers.y > 0, least > Self.leastPower else { return 0 }
    let lowMid = decibels(power: powers.x / balance.lowMidPower)
    let presence = decibels(power: powers.y / balance.presencePower)
    let excess = lowMid - presence
    let counted = min(max(excess, 0), Self.mostForgivenDecibels)
    lastingExcess += (counted - lastingExcess) * sectionShare
    return smoothStep(
      excess - Self.forgivenShare * lastingExcess, from: Self.onsetDecibels, to: Self.fullDecibels)
      * smoothStep(presence, from: Self.absentPresence, to: Self.heardPresence)
      * smoothStep(lowMid, from: Self.absentLowMid, to: Self.heardLowMid)
  }
}

import AuralDSP
import CRealtime

/// Says how far the de-esser dips, from the powers of its band and of all of mid.
///
/// All levels are of the band against mid, in dB. A sibilant exceeds three of them at once: the
/// threshold, what the band has been like for a while, and what the last drum hit left behind.
struct SibilanceLaw {
  /// Time constant of the band's power in ms: short against a sibilant's rise of 10 to 30 ms.
  private static let bandMilliseconds = 1.5
  /// Time constant of mid's power in ms: longer than a sibilant's rise, shorter than a word.
  private static let midMilliseconds = 80.0
  /// Time constant of what the band is like as a rule, a mean of dB, in ms: steady tones and noise,
  /// however bright, are no sibilants.
  private static let habitMilliseconds = 500.0
  /// How far a sibilant stands out of that, in dB: three standard deviations of noise in the band.
  private static let habitMarginDecibels = 4.0

  /// The span over which a rise is judged, in ms, and its least and full suddenness in dB.
  ///
  /// In this time a drum hit is all there. A sibilant that rises in 10 ms is then 10 dB short of its
  /// level; so far it counts as a hit, but not beyond.
  private static let riseMilliseconds = 2.7
  private static let gentleRise = 4.0
  private static let suddenRise = 9.0
  /// What rises gently is remembered as a hit this much lower, in dB: not at all.
  private static let gentleDecibels = 20.0
  /// How far a sibilant stands out of the last hit's decay, in dB.
  private static let hitMarginDecibels = 2.5
  /// The memory of a hit follows its decay within this, in ms.
  private static let hitFollowMilliseconds = 15.0
  /// It fades this fast even under a cymbal that does not, in dB/s.
  private static let hitFadePerSecond = 30.0

  /// Width of the soft knee in dB.
  private static let kneeDecibels = 5.0
  /// The law approaches this dip in dB: at twice the greatest mix it makes 6 dB of it, no lisp.
  private static let deepestDecibels = 6.0
  /// The dip comes within the look-ahead, in ms, and goes as gently as the original's.
  private static let attackMilliseconds = 1.0
  private static let releaseMilliseconds = 50.0
  /// A dip below this is none, in dB.
  private static let leastDecibels = 0.001

  /// The threshold lies this far above the track's own level of the band, in dB.
  private static let balanceMarginDecibels = 6.5
  /// The threshold of a dull mix with one sharp voice, in dB.
  static let lowestThreshold = -24.0
  /// The threshold of a mix as bright as noise, in dB.
  static let highestThreshold = -11.5
  /// The threshold for a track of which nothing is known: fits mixes of common brightness.
  private static let unknownThreshold = -16.0

  /// The band at this power against mid counts as silent: -40 dB.
  private static let floorShare = 1e-4

  private let bandShare: Double
  private let midShare: Double
  private let habitShare: Double
  private let hitShare: Double
  private let hitFade: Double
  private let attackShare: Double
  private let releaseShare: Double
  private let riseSteps: Int

  private var stepCount = 0
  private var bandPower = 0.0
  private var midPower = 0.0
  private var habit = 0.0
  private var hit = 0.0
  private var dip = 0.0
  /// The levels of the last `riseSteps` steps, as a ring.
  private var pastLevels = InlineArray<16, Double>(repeating: 0)
  private var oldest = 0

  /// Creates a law that is asked every `stepSeconds`.
  init(stepSeconds: Double) {
    let share = { (milliseconds: Double) in 1 - exp(-stepSeconds / (milliseconds * 0.001)) }
    bandShare = share(Self.bandMilliseconds)
    midShare = share(Self.midMilliseconds)
    habitShare = share(Self.habitMilliseconds)
    hitShare = share(Self.hitFollowMilliseconds)
    hitFade = Self.hitFadePerSecond * stepSeconds
    attackShare = share(Self.attackMilliseconds)
    releaseShare = share(Self.releaseMilliseconds)
    riseSteps = max(1, min(16, Int(Self.riseMilliseconds * 0.001 / stepSeconds + 0.5)))
  }

  /// The threshold for a track.
  @_noLocks
  static func threshold(_ balance: TrackBalance) -> Double {
    guard balance.trust > 0, balance.midPower > 0 else { return unknownThreshold }
    let usual = decibels(power: balance.sibilancePower / balance.midPower)
    let own = min(max(usual + balanceMarginDecibels, lowestThreshold), highestThreshold)
    return unknownThreshold + min(balance.trust, 1) * (own - unknownThreshold)
  }

  /// Forgets the past.
  @_noLocks
  mutating func reset() {
    stepCount = 0
    oldest = 0
    bandPower = 0
    midPower = 0
    dip = 0
  }

  /// Returns the dip in dB after one more step, 0 or more.
  ///
  /// - Parameters:
  ///   - powers: Mean squares over the step: the band, all of mid.
  ///   - thresholdDecibels: The level from which on the band is a sibilant.
  ///   - slope: The share of the excess that is taken away.
  /// - Returns: The dip, smooth in time.
  @_noLocks
  mutating func dipDecibels(
    powers: DoubleFrame, thresholdDecibels: Double, slope: Double
  ) -> Double {
    let level = level(powers)
    remember(level)
    let memory = max(habit + Self.habitMarginDecibels, hit + Self.hitMarginDecibels)
    let threshold = max(thresholdDecibels, memory)
    let wanted = limited(slope * softExcess(level - threshold))
    dip += (wanted - dip) * (wanted > dip ? attackShare : releaseShare)
    if wanted == 0 && dip < Self.leastDecibels { dip = 0 }
    return dip
  }

  /// The band against mid, in dB.
  @_noLocks
  private mutating func level(_ powers: DoubleFrame) -> Double {
    // At first the averages are plain means, so that the ratio is true from the start.
    let early = 1 / Double(stepCount + 1)
    bandPower += (powers.x - bandPower) * max(bandShare, early)
    midPower += (powers.y - midPower) * max(midShare, early)
    let ratio = midPower > 0 ? bandPower / midPower : 0
    return decibels(power: ratio + Self.floorShare)
  }

  /// Brings habit and hit up to date.
  @_noLocks
  private mutating func remember(_ level: Double) {
    if stepCount == 0 {
      for i in 0..<riseSteps { pastLevels[i] = level }
      habit = level
      hit = level
    }
    var lowest = level
    for i in 0..<riseSteps {
      let past = unsafe pastLevels[unchecked: i]
      lowest = past < lowest ? past : lowest
    }
    pastLevels[oldest] = level
    oldest = oldest + 1 == riseSteps ? 0 : oldest + 1
    stepCount &+= 1

    let suddenness = smoothStep(level - lowest, from: Self.gentleRise, to: Self.suddenRise)
    hit = max(hit, level - Self.gentleDecibels * (1 - suddenness))
    if level < hit { hit += (level - hit) * hitShare }
    hit -= hitFade
    habit += (level - habit) * habitShare
  }

  /// What exceeds a threshold, with a knee round it: 0 or more, in dB.
  @_noLocks
  private func softExcess(_ excess: Double) -> Double {
    let halfKnee = Self.kneeDecibels / 2
    if excess <= -halfKnee { return 0 }
    if excess >= halfKnee { return excess }
    return (excess + halfKnee) * (excess + halfKnee) / (2 * Self.kneeDecibels)
  }

  /// Bends a dip towards the deepest one: x / (1 + (x/d)⁴)^¼.
  @_noLocks
  private func limited(_ dip: Double) -> Double {
    let part = dip / Self.deepestDecibels
    return dip / square_root(square_root(1 + part * part * part * part))
  }
}

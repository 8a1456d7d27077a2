import AuralDSP
import CRealtime

/// The one source of what the stages know of the whole track: its balance, as the stages meet it, and its
/// course.
///
/// The balance follows from the spectrum of the mix, which is either learned while it plays or frozen from
/// the profile of `source`, and from what the match EQ makes of it. It is summed anew, some bands a
/// quantum, whenever one of the two has changed, and goes there gently.
struct TrackFollower: ~Copyable {
  /// What is known of the levels.
  private(set) var balance = TrackBalance()

  /// The usual note of the bass, in Hz; nil where it is not known beforehand.
  private(set) var noteHertz: Double?

  /// How the loudness of the track is spread; nil where it is not known beforehand.
  private(set) var levels: PhraseLevels?

  /// What is known of the course; nothing where the track is learned.
  private let facts = TrackFactsBuffer(count: 1)

  /// Where the frozen spectrum is; nil where it is learned.
  private var place: MatchPlace?
  private var key = Key()
  private var aim = TrackBalance()
  private var sums = TrackBalance()
  private var nextBand: Int?
  private var jumps = true
  private let bandCount: Int
  private let glideShare: Double

  /// The powers of mid and side that are being summed.
  private let bands = FrameBuffer(count: OctaveBands.capacity)
  /// For each band, what counts for loudness (`x`), and what the detectors let through: the masking
  /// EQ's bands; the bands of de-esser and microdetail.
  private let weights = FrameBuffer(count: 3 * OctaveBands.capacity)

  /// What a sum was made of.
  private struct Key: Equatable {
    var profiles = -1
    var learned = -1
    var curve = -1
    var place = -2
  }

  /// A band sum is done in so many quanta, 20 ms at 48 kHz.
  private static let bandsInQuantum = 24

  /// How long the balance takes to go most of the way to a new one, in seconds.
  private static let glideSeconds = 0.5

  /// Creates a follower that sums what the detectors of the stages hear.
  init(sampleRate: Double, stages: borrowing MidSideStages) {
    bandCount = OctaveBands.count(sampleRate: sampleRate)
    let weighting = KWeighting(sampleRate: sampleRate)
    for band in 0..<bandCount {
      let hertz = min(OctaveBands.centreHertz(band), 0.499 * sampleRate)
      weights[3 * band] = Frame(Float(weighting.powerGain(hertz: hertz)), 0)
      let detectors = stages.detectorGains(hertz: hertz)
      weights[3 * band + 1] = Frame(detectors.lowMid, detectors.presence)
      weights[3 * band + 2] = Frame(detectors.sibilance, detectors.detail)
    }
    let quanta = Self.glideSeconds * sampleRate / Double(Glide.quantumFrames)
    glideShare = 1 - exp(-1 / quanta)
  }

  /// Jumps to what is known at the next update.
  @_noLocks
  mutating func reset() {
    key = Key()
    nextBand = nil
    jumps = true
    aim = TrackBalance()
  }

  /// Whether `seconds` of the track lie in a chorus; nil where the sections are not known beforehand.
  @_noLocks
  func isChorus(at seconds: Double) -> Bool? { facts.facts(at: 0).isChorus(at: seconds) }

  @_noLocks
  private mutating func take(_ facts: TrackFacts) {
    self.facts.set(facts, at: 0)
    noteHertz = facts.noteHertz > 0 ? Double(facts.noteHertz) : nil
    levels = facts.levels
  }

  /// Does a quantum's part of the work.
  ///
  /// The stage is looked at and left as it is. It is `inout` for the compiler copies so large a value where it
  /// is lent: 25 KB in every quantum.
  @_noLocks
  mutating func update(_ settings: Settings, match: inout MatchEQ) {
    let place = match.profiles.sourcePlace(settings)
    let current = Key(
      profiles: match.profiles.version, learned: place == nil ? match.learning.version : 0,
      curve: match.curveVersion, place: place?.index ?? -1)
    if current != key && nextBand == nil {
      if current.profiles != key.profiles || current.place != key.place {
        if let place { take(match.profiles.facts(place)) } else { take(TrackFacts()) }
      }
      key = current
      self.place = place
      begin(&match)
    }
    if jumps {
      while nextBand != nil { sum(&match) }
      balance = aim
      jumps = false
    } else {
      sum(&match)
      approach()
    }
  }

  @_noLocks
  private mutating func begin(_ match: inout MatchEQ) {
    sums = TrackBalance()
    if let place {
      // A curve tells nothing of levels.
      guard !match.profiles.isCurve(place) else {
        aim = TrackBalance()
        return
      }
      match.profiles.copyBands(of: place, to: bands)
      sums.trust = 1
    } else {
      match.learning.known.mean.copy(to: bands)
      let least = MatchLearning.leastFrames
      let frames = match.learning.known.frames
      // What is known of a few seconds is not taken for the whole song.
      let share = (frames - least + 1) / (MatchLearning.knownFrames - least)
      sums.trust = Double(min(max(share, 0), 1))
    }
    nextBand = 0
  }

  @_noLocks
  private mutating func sum(_ match: inout MatchEQ) {
    guard let first = nextBand else { return }
    let end = min(first + Self.bandsInQuantum, bandCount)
    for band in first..<end {
      let decibels = match.heardDecibels(band)
      let gain = Frame(expf(decibels.x * Self.naturalPower), expf(decibels.y * Self.naturalPower))
      let power = bands[band] * gain
      let loudness = weights[3 * band].x
      let masking = weights[3 * band + 1]
      let edges = weights[3 * band + 2]
      // Left and right together have twice the power of mid and side.
      sums.loudnessPower += 2 * Double((power.x + power.y) * loudness)
      sums.midPower += Double(power.x)
      sums.lowMidPower += Double(power.x * masking.x)
      sums.presencePower += Double(power.x * masking.y)
      sums.sibilancePower += Double(power.x * edges.x)
      sums.detailPower += Double(power.y * edges.y)
    }
    nextBand = end < bandCount ? end : nil
    if end == bandCount { aim = sums.loudnessPower > 0 ? sums : TrackBalance() }
  }

  /// The natural logarithm of a power for each decibel: ln(10)/10.
  private static let naturalPower: Float = 0.230258509

  /// Goes part of the way; from where nothing is known, all the way but for the trust.
  @_noLocks
  private mutating func approach() {
    guard balance != aim else { return }
    let share = glideShare
    guard aim.loudnessPower > 0 else { return forget(share) }
    var next = aim
    next.trust = balance.trust + (aim.trust - balance.trust) * share
    if abs(next.trust - aim.trust) < 1e-4 { next.trust = aim.trust }
    if balance.loudnessPower > 0 {
      next.loudnessPower = Self.step(balance.loudnessPower, aim.loudnessPower, share)
      next.midPower = Self.step(balance.midPower, aim.midPower, share)
      next.lowMidPower = Self.step(balance.lowMidPower, aim.lowMidPower, share)
      next.presencePower = Self.step(balance.presencePower, aim.presencePower, share)
      next.sibilancePower = Self.step(balance.sibilancePower, aim.sibilancePower, share)
      next.detailPower = Self.step(balance.detailPower, aim.detailPower, share)
    }
    balance = next
  }

  /// Keeps the levels for as long as they are trusted at all.
  @_noLocks
  private mutating func forget(_ share: Double) {
    balance.trust -= balance.trust * share
    if balance.trust < 1e-4 { balance = aim }
  }

  @_noLocks
  private static func step(_ value: Double, _ aim: Double, _ share: Double) -> Double {
    let next = value + (aim - value) * share
    // Ends the approach, which would otherwise go on for ever: 0.0004 dB are nothing.
    return abs(next - aim) <= aim * 1e-4 ? aim : next
  }
}

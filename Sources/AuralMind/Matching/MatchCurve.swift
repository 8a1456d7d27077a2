import AuralDSP
import CRealtime

/// The curve that brings a mix towards a reference: gains in dB of mid and side by band.
///
/// Reference less source, smoothed, limited, faded outside the range that is matched and where a
/// spectrum is near its noise floor, and shifted as a whole so that the mix's K-weighted loudness stays
/// what it is. It is computed in short steps.
struct MatchCurve: ~Copyable {
  /// The number of bands below Nyquist.
  let bandCount: Int

  /// The number of calls of `step` that make a curve.
  let stepCount: Int

  /// The gains, in dB: mid in `x`, side in `y`; a curve is there after the last step.
  let gains = FrameBuffer(count: OctaveBands.capacity)

  private var difference: SpectralDifference
  /// What a band's power counts for in loudness (BS.1770-5).
  private let loudnessWeights = FrameBuffer(count: OctaveBands.capacity)
  private var request = MatchRequest()
  /// The level that the limits lie round, in dB, and the range it is sought in.
  private var level = 0.0
  private var levels: ClosedRange<Double> = 0...0

  /// Halvings of the range in which the level lies: 100 dB come down to a hundredth of one.
  private static let levelSteps = 14
  private static let levelReach = 100.0

  /// The octaves over which the curve fades to nothing outside the range that is matched.
  private static let fadeOctaves = 0.5

  init(sampleRate: Double) {
    bandCount = OctaveBands.count(sampleRate: sampleRate)
    difference = SpectralDifference(bandCount: bandCount)
    stepCount = difference.stepCount + Self.levelSteps + 2
    let weighting = KWeighting(sampleRate: sampleRate)
    for band in 0..<bandCount {
      let hertz = min(OctaveBands.centreHertz(band), sampleRate / 2)
      loudnessWeights[band] = Frame(repeating: Float(weighting.powerGain(hertz: hertz)))
    }
  }

  /// Begins a curve.
  @_noLocks
  mutating func begin(_ request: MatchRequest) {
    self.request = request
    difference.begin(request)
  }

  /// Does step `index`, from 0 to `stepCount` - 1; every step once, in order.
  @_noLocks
  mutating func step(_ index: Int) {
    if index < difference.stepCount {
      if request.reference != nil { difference.step(index) }
    } else if index == difference.stepCount {
      beginLevel()
    } else if index < stepCount - 1 {
      narrowLevel()
    } else {
      finish()
    }
  }

  /// The largest difference to the gains in `earlier`, in dB.
  @_noLocks
  func distance(to earlier: borrowing FrameBuffer) -> Float {
    var most: Float = 0
    for band in 0..<bandCount {
      let change = magnitude(gains[band] - earlier[band])
      most = max(most, max(change.x, change.y))
    }
    return most
  }

  /// What mid and side of the mix bring to its loudness in a band, as powers.
  ///
  /// A preset's own curve is the same for every mix: it is balanced on pink noise in mono.
  @_noLocks
  func loudnessPowers(_ band: Int) -> Frame {
    (request.reference == nil ? Frame(1, 0) : request.source[band]) * loudnessWeights[band]
  }

  // The level that limits lie round. What a limit cuts off is lost, so the level is where least is lost;
  // where nothing is, it is the mean.

  @_noLocks
  private mutating func beginLevel() {
    level = 0
    levels = 0...0
    guard request.reference != nil else { return }
    var sum = 0.0
    var weights = 0.0
    for band in 0..<bandCount {
      let weight = range(band: band) * Double(difference.confidence(band).x)
      sum += weight * Double(difference.decibels(band).x) * request.amount
      weights += weight
    }
    level = weights > 0 ? sum / weights : 0
    let slope = loss(at: level)
    levels = slope > 0 ? level - Self.levelReach...level : level...level + Self.levelReach
    if slope == 0 { levels = level...level }
  }

  @_noLocks
  private mutating func narrowLevel() {
    guard levels.lowerBound < levels.upperBound else { return }
    level = (levels.lowerBound + levels.upperBound) / 2
    let slope = loss(at: level)
    levels = slope > 0 ? levels.lowerBound...level : level...levels.upperBound
    if slope == 0 { levels = level...level }
  }

  /// How the squared excess beyond the limits grows with the level.
  ///
  /// In each band mid and side count by their shares of the reference.
  @_noLocks
  private func loss(at level: Double) -> Double {
    var slope = 0.0
    for band in 0..<bandCount {
      let weight = difference.referenceShares(band) * difference.confidence(band)
      let excess = difference.decibels(band) * Float(request.amount) - Float(level)
      let limit = Frame(repeating: Float(request.limitDecibels))
      let beyond = excess - lesser(greater(excess, -limit), limit)
      let part = weight * beyond
      slope -= range(band: band) * (Double(part.x) + Double(part.y) * request.sideAmount)
    }
    return slope
  }

  /// How far a band is matched, from 0 to 1.
  @_noLocks
  private func range(band: Int) -> Double {
    let position = Double(band)
    let outside =
      max(request.lowPosition - position, position - request.highPosition)
      / Double(OctaveBands.perOctave)
    return smoothStep(1 - outside / Self.fadeOctaves, from: 0, to: 1)
  }

  /// Limits, fades and shifts.
  @_noLocks
  private func finish() {
    var before = 0.0
    var after = 0.0
    for band in 0..<bandCount {
      let gain = request.reference == nil ? translation(band: band) : matched(band: band)
      gains[band] = gain
      let powers = loudnessPowers(band)
      before += Double(powers.x) + Double(powers.y)
      after +=
        Double(powers.x) * pow(10, Double(gain.x) * 0.1)
        + Double(powers.y) * pow(10, Double(gain.y) * 0.1)
    }
    guard before > 0, after > 0 else { return }
    let shift = Frame(repeating: Float(decibels(power: before / after)))
    for band in 0..<bandCount { gains[band] += shift }
  }

  @_noLocks
  private func matched(band: Int) -> Frame {
    let limit = Frame(repeating: Float(request.limitDecibels))
    let wanted = difference.decibels(band) * Float(request.amount) - Float(level)
    let limited = lesser(greater(wanted, -limit), limit) * difference.confidence(band)
    // Where a side cannot be trusted it follows the mid.
    let trust = difference.confidence(band).y
    let side = limited.x + Float(request.sideAmount) * (limited.y - limited.x * trust)
    return Frame(limited.x, side) * Float(range(band: band))
  }

  @_noLocks
  private func translation(band: Int) -> Frame {
    let hertz = OctaveBands.centreHertz(band)
    let share = min(max((hertz - 2_000) / 4_000, 0), 1)
    let strength = request.translationStrength * (1 + (request.translationHighShare - 1) * share)
    return Frame(repeating: Float(request.translation.decibels(hertz: hertz) * strength))
  }
}

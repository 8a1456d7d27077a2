import AuralDSP
import CRealtime

/// What a programme would measure behind clip and limiter at any gain, as far as it is known.
struct LoudnessForecast {
  private static let classCount = LearnedLoudness.classCount

  /// Programme by class of source loudness: blocks, mean power, its loudness in LUFS.
  private var counts = InlineArray<80, Double>(repeating: 0)
  private var powers = InlineArray<80, Double>(repeating: 0)
  private var levels = InlineArray<80, Double>(repeating: 0)

  /// By class of driven loudness: loudness lost and gain reduction, both in dB.
  private var losses = InlineArray<80, Double>(repeating: 0)
  private var reductions = InlineArray<80, Double>(repeating: 0)

  /// How much of each further dB of drive the limiter takes from the loudness where nothing was heard.
  private static let lossSlope = 0.5

  /// How much of each further dB of drive becomes gain reduction there.
  private static let reductionSlope = 0.7

  /// How far below its ceiling a programme of usual crest begins to be limited, in dB.
  private static let usualHeadroomDecibels = 10.0

  @_noLocks
  init() {}

  /// Takes over what was learned; `ceilingDecibels` serves as long as nothing was heard.
  @_noLocks
  mutating func update(_ learned: borrowing LearnedLoudness, ceilingDecibels: Double) {
    for i in 0..<Self.classCount {
      counts[i] = Double(learned.count(i))
      powers[i] = Double(learned.meanPower(i))
      levels[i] = counts[i] > 0 ? loudnessLUFS(power: powers[i]) : 0
    }
    fillTables(learned, ceilingDecibels: ceilingDecibels)
  }

  /// Loudness lost and gain reduction at every class: as heard, else from the nearest heard.
  @_noLocks
  private mutating func fillTables(
    _ learned: borrowing LearnedLoudness, ceilingDecibels: Double
  ) {
    var known = -1
    for i in 0..<Self.classCount where learned.driveWeights[i] > 0 {
      let loss = decibels(
        power: Double(learned.drivePowers[i]) / Double(max(learned.outputPowers[i], 1e-30)))
      let reduction = Double(learned.reductions[i] / learned.driveWeights[i])
      if known < 0 {
        for below in 0..<i {
          let distance = Double(i - below)
          losses[below] = max(loss - Self.lossSlope * distance, min(loss, 0))
          reductions[below] = max(0, reduction - Self.reductionSlope * distance)
        }
      } else {
        for between in (known + 1)..<max(i, known + 1) {
          let share = Double(between - known) / Double(i - known)
          losses[between] = losses[known] + (loss - losses[known]) * share
          reductions[between] = reductions[known] + (reduction - reductions[known]) * share
        }
      }
      losses[i] = loss
      reductions[i] = reduction
      known = i
    }
    for above in (known + 1)..<Self.classCount {
      if known >= 0 {
        let distance = Double(above - known)
        losses[above] = losses[known] + Self.lossSlope * distance
        reductions[above] = reductions[known] + Self.reductionSlope * distance
      } else {
        let drive = LearnedLoudness.lowestLUFS + Double(above) + 0.5
        let excess = max(0, drive - ceilingDecibels + Self.usualHeadroomDecibels)
        losses[above] = excess * Self.lossSlope
        reductions[above] = excess * Self.reductionSlope
      }
    }
  }

  /// Integrated loudness of the source as it is known, in LUFS.
  var sourceLUFS: Double {
    @_noLocks get {
      var sum = 0.0
      var count = 0.0
      for i in 0..<Self.classCount {
        sum += powers[i] * counts[i]
        count += counts[i]
      }
      guard count > 0 else { return silenceLUFS }
      let gate = sum / count * 0.1
      sum = 0
      count = 0
      for i in 0..<Self.classCount where powers[i] >= gate {
        sum += powers[i] * counts[i]
        count += counts[i]
      }
      return count > 0 ? loudnessLUFS(power: sum / count) : silenceLUFS
    }
  }

  /// The class below a driven loudness, and the share of the way to the next one's middle.
  @_noLocks
  private static func position(driveLUFS: Double) -> (lower: Int, share: Double) {
    // Values of a class hold for its middle.
    let position = driveLUFS - LearnedLoudness.lowestLUFS - 0.5
    let lower = Int(min(max(position, 0), Double(classCount - 2)))
    return (lower, min(max(position - Double(lower), 0), 1))
  }

  /// Integrated loudness in LUFS and average gain reduction in dB of the programme at a gain.
  @_noLocks
  func outcome(gainDecibels: Double) -> (integratedLUFS: Double, reductionDecibels: Double) {
    let gain = pow(10, gainDecibels / 10)
    var outputs = InlineArray<80, Double>(repeating: 0)
    var outputReductions = InlineArray<80, Double>(repeating: 0)
    let gate = weightedPower(loudnessLUFS: LearnedLoudness.lowestLUFS)
    var sum = 0.0
    var count = 0.0
    for i in 0..<Self.classCount where counts[i] > 0 {
      let (lower, share) = Self.position(driveLUFS: levels[i] + gainDecibels)
      let loss = losses[lower] + (losses[lower + 1] - losses[lower]) * share
      outputs[i] = powers[i] * gain * pow(10, -loss / 10)
      outputReductions[i] =
        reductions[lower] + (reductions[lower + 1] - reductions[lower]) * share
      guard outputs[i] >= gate else { continue }
      sum += outputs[i] * counts[i]
      count += counts[i]
    }
    guard count > 0 else { return (silenceLUFS, 0) }
    // BS.1770-5: the relative gate lies 10 LU below the mean of what passes the absolute one.
    let relativeGate = max(gate, sum / count * 0.1)
    sum = 0
    count = 0
    var reduction = 0.0
    for i in 0..<Self.classCount where outputs[i] >= relativeGate {
      sum += outputs[i] * counts[i]
      count += counts[i]
      reduction += outputReductions[i] * counts[i]
    }
    guard count > 0 else { return (silenceLUFS, 0) }
    return (loudnessLUFS(power: sum / count), reduction / count)
  }
}

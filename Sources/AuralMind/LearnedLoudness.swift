import AuralDSP
import CRealtime

/// What `GovernorMode.learn` knows of a programme: plain numbers that fit into a host's session.
///
/// Two things are known. How long the source was how loud: gating blocks (400 ms, each 100 ms;
/// BS.1770-5) counted by loudness. And what clip and limiter make of a block that is driven into them
/// at a given loudness: how loud it comes out, and at what gain reduction. Together they foretell the
/// integrated loudness of the whole programme, and its average gain reduction, at any gain.
///
/// What is heard since the last restart is counted apart. The programme as it is known is the
/// longer time of the two, loudness by loudness: hearing the same programme again changes nothing, and
/// whatever is new in it counts from the first block.
public struct LearnedLoudness: Sendable {
  /// Classes of loudness, 1 LU wide; the first begins at `lowestLUFS`.
  static let classCount = 80

  /// The absolute gate of BS.1770-5, in LUFS.
  static let lowestLUFS = -70.0

  /// The gain that `Learn` has arrived at, in dB.
  public internal(set) var gainDecibels: Double = 0

  /// Whether anything has been learned.
  public internal(set) var isKnown = false

  /// Blocks and summed power by class of source loudness: earlier, and since the last restart.
  var storedCounts = InlineArray<80, Float>(repeating: 0)
  var storedPowers = InlineArray<80, Float>(repeating: 0)
  var freshCounts = InlineArray<80, Float>(repeating: 0)
  var freshPowers = InlineArray<80, Float>(repeating: 0)

  /// By class of driven loudness: weight, driven power, power that came out, gain reduction in dB.
  var driveWeights = InlineArray<80, Float>(repeating: 0)
  var drivePowers = InlineArray<80, Float>(repeating: 0)
  var outputPowers = InlineArray<80, Float>(repeating: 0)
  var reductions = InlineArray<80, Float>(repeating: 0)

  /// Blocks a class of the driven loudness remembers: the last minute or so spent at it.
  private static let memoryBlocks: Float = 600

  /// Nothing learned.
  @_noLocks
  public init() {}

  /// The class of a loudness in LUFS; nil below the absolute gate and above any programme.
  @_noLocks
  static func classIndex(loudness: Double) -> Int? {
    let index = loudness - lowestLUFS
    guard index >= 0, index < Double(classCount) else { return nil }
    return Int(index)
  }

  /// Adds one gating block.
  ///
  /// - Parameters:
  ///   - sourcePower: K-weighted power of the source.
  ///   - driveGain: The governor's gain, as an amplitude.
  ///   - outputPower: K-weighted power behind the limiter.
  ///   - reductionDecibels: Gain reduction of clip and limiter.
  @_noLocks
  mutating func add(
    sourcePower: Double, driveGain: Double, outputPower: Double, reductionDecibels: Double
  ) {
    guard let source = Self.classIndex(loudness: loudnessLUFS(power: sourcePower)) else { return }
    freshCounts[source] += 1
    freshPowers[source] += Float(sourcePower)
    isKnown = true
    let drivePower = sourcePower * driveGain * driveGain
    guard outputPower > 0, let drive = Self.classIndex(loudness: loudnessLUFS(power: drivePower))
    else { return }
    let kept = driveWeights[drive] >= Self.memoryBlocks ? 1 - 1 / Self.memoryBlocks : 1
    driveWeights[drive] = driveWeights[drive] * kept + 1
    drivePowers[drive] = drivePowers[drive] * kept + Float(drivePower)
    outputPowers[drive] = outputPowers[drive] * kept + Float(outputPower)
    reductions[drive] = reductions[drive] * kept + Float(reductionDecibels)
  }

  /// Gating blocks known from before the last restart.
  var storedBlocks: Float {
    @_noLocks get {
      var sum: Float = 0
      for i in 0..<Self.classCount { sum += storedCounts[i] }
      return sum
    }
  }

  /// Gating blocks of a class as the programme is known.
  @_noLocks
  func count(_ index: Int) -> Float {
    max(storedCounts[index], freshCounts[index])
  }

  /// Mean K-weighted power of a class as the programme is known; 0 for an empty one.
  @_noLocks
  func meanPower(_ index: Int) -> Float {
    let isFresh = freshCounts[index] > storedCounts[index]
    let count = isFresh ? freshCounts[index] : storedCounts[index]
    return count > 0 ? (isFresh ? freshPowers[index] : storedPowers[index]) / count : 0
  }

  /// Closes the account of what was heard since the last restart.
  ///
  /// A hearing that was about as long as all that was known replaces it, because the mix may have changed;
  /// a shorter one adds to it.
  @_noLocks
  mutating func settleAccount() {
    var fresh: Float = 0
    var stored: Float = 0
    for i in 0..<Self.classCount {
      fresh += freshCounts[i]
      stored += storedCounts[i]
    }
    for i in 0..<Self.classCount {
      let replaces = fresh >= 0.9 * stored || freshCounts[i] > storedCounts[i]
      if replaces {
        storedCounts[i] = freshCounts[i]
        storedPowers[i] = freshPowers[i]
      }
      freshCounts[i] = 0
      freshPowers[i] = 0
    }
  }
}

/// The mean spectrum of what counts for a programme's loudness: silence and quiet parts do not.
///
/// The gates are those of ITU-R BS.1770-5, Annex 1, equations 3 to 7, on frames of analysis: those
/// below -70 LUFS do not count, and of the others those more than 10 LU below their own mean do not
/// either. Frames are kept by classes of 1 LU, so the relative gate is drawn between classes. Learning
/// converges first and follows later: from so many frames on old ones lose weight.
public struct GatedSpectrum: ~Copyable {
  private static let classCount = 80
  private static let lowestLUFS: Double = -70
  /// One tenth: the relative gate lies 10 LU below the mean power.
  private static let relativeGate = 0.1

  private let memoryFrames: Double
  /// The mean spectrum of each class, one after the other.
  private let means = FrameBuffer(count: classCount * OctaveBands.capacity)
  private var bandCount = 0
  /// The share of each class in the mean, in both lanes.
  private let shares = FrameBuffer(count: classCount)
  /// The frames in a class, and their mean weighted power.
  private var counts = InlineArray<80, Double>(repeating: 0)
  private var powers = InlineArray<80, Double>(repeating: 0)
  private var firstClass = 0
  private var endClass = 0

  /// The number of frames within the gates.
  public private(set) var frames: Float = 0

  /// The loudness of the frames within the gates, in LUFS; `silenceLUFS` where there are none.
  public private(set) var loudness: Double = silenceLUFS

  /// Creates a mean of nothing that remembers so many frames, or all.
  ///
  /// 6000 frames, a sixth of a second apart, are 17 minutes.
  public init(memoryFrames: Double = 6_000) {
    self.memoryFrames = memoryFrames
  }

  /// Forgets everything.
  @_noLocks
  public mutating func reset() {
    // A class without frames is written over by its first one.
    for i in 0..<Self.classCount { counts[i] = 0 }
    bandCount = 0
    drawGate()
  }

  /// Counts a frame of analysis and its K-weighted power, summed over the channels.
  @_noLocks
  public mutating func add(_ spectrum: BandSpectrum, weightedPower: Double) {
    add(spectrum, weightedPower: weightedPower, frames: 1)
    drawGate()
  }

  /// Forgets everything but a mean that was learned earlier, as so many frames of its own loudness.
  @_noLocks
  public mutating func seed(with mean: BandSpectrum, frames: Float) {
    reset()
    guard frames > 0 else { return }
    // At the highest rate the weighting reaches over every band.
    let weighting = KWeighting(sampleRate: 384_000)
    var power = 0.0
    for i in 0..<mean.count {
      let gain = weighting.powerGain(hertz: OctaveBands.centreHertz(i))
      power += 2 * Double(mean[i].x + mean[i].y) * gain
    }
    add(mean, weightedPower: power, frames: min(Double(frames), memoryFrames))
    drawGate()
  }

  /// The mean power of each band over the frames within the gates.
  ///
  /// Costs below 5 µs; `meanOfBand` gives it in pieces.
  @_noLocks
  public func mean() -> BandSpectrum {
    var mean = BandSpectrum(count: bandCount)
    for i in 0..<bandCount { mean[i] = meanOfBand(i) }
    return mean
  }

  /// The number of bands that `mean` has; 0 before any frame.
  public var count: Int {
    @_noLocks get { bandCount }
  }

  /// The mean power of one band over the frames within the gates.
  @_noLocks
  public func meanOfBand(_ index: Int) -> Frame {
    guard index >= 0 && index < bandCount else { return .zero }
    var sum = Frame.zero
    for i in firstClass..<endClass where shares[i].x > 0 {
      sum += means[i * OctaveBands.capacity + index] * shares[i]
    }
    return sum
  }

  @_noLocks
  private mutating func add(_ spectrum: BandSpectrum, weightedPower: Double, frames: Double) {
    let loudness = loudnessLUFS(power: weightedPower)
    guard loudness >= Self.lowestLUFS, weightedPower.isFinite else { return }
    let index = min(Int(loudness - Self.lowestLUFS), Self.classCount - 1)
    fade()
    if counts[index] == 0 { clearClass(index) }
    counts[index] += frames
    let share = frames / counts[index]
    powers[index] += (weightedPower - powers[index]) * share
    bandCount = max(bandCount, spectrum.count)
    // A running mean stays as exact as its values, where a sum would outgrow what is added to it.
    spectrum.pull(means, from: index * OctaveBands.capacity, share: Float(share))
  }

  @_noLocks
  private mutating func clearClass(_ index: Int) {
    powers[index] = 0
    let start = index * OctaveBands.capacity
    for i in 0..<OctaveBands.capacity { means[start + i] = .zero }
  }

  /// Lets old frames lose weight once there are more than are remembered.
  @_noLocks
  private mutating func fade() {
    var total = 0.0
    for i in 0..<Self.classCount { total += counts[i] }
    guard total >= memoryFrames else { return }
    let keep = (memoryFrames - 1) / total
    for i in 0..<Self.classCount { counts[i] *= keep }
  }

  /// Finds the classes within the relative gate and their shares in the mean.
  @_noLocks
  private mutating func drawGate() {
    var count = 0.0
    var power = 0.0
    for i in 0..<Self.classCount where counts[i] > 0 {
      count += counts[i]
      power += counts[i] * powers[i]
    }
    let gate = count > 0 ? power / count * Self.relativeGate : 0
    count = 0
    power = 0
    firstClass = Self.classCount
    endClass = 0
    for i in 0..<Self.classCount where counts[i] > 0 && powers[i] >= gate {
      firstClass = min(firstClass, i)
      endClass = i + 1
      count += counts[i]
      power += counts[i] * powers[i]
    }
    for i in 0..<Self.classCount {
      let share = i >= firstClass && counts[i] > 0 ? Float(counts[i] / count) : 0
      shares[i] = Frame(repeating: share)
    }
    frames = Float(count)
    loudness = count > 0 ? loudnessLUFS(power: power / count) : silenceLUFS
  }
}

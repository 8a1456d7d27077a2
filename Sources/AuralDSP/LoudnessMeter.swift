/// Loudness of a stereo or mono programme: momentary, short-term, integrated, range.
///
/// ITU-R BS.1770-5 and EBU Tech 3341 and 3342. Time advances in hops of 100 ms, rounded to whole
/// frames; every figure is exact at the end of a hop, holds until the next, and is the same for any
/// split of the programme into blocks. Before the programme there is silence: the first 400 ms and
/// 3 s read low, and enter neither the integrated loudness nor the range.
public struct LoudnessMeter: ~Copyable {
  private static let momentaryHops = 4
  private static let shortTermHops = 30

  private let hopFrames: Int
  private let rightWeight: Double

  private var weighting: KWeighting
  private var hopSum = DoubleFrame.zero
  private var hopPosition = 0
  private var recentPowers = InlineArray<30, Double>(repeating: 0)
  private var gate = LoudnessGate()
  private var range = LoudnessRange()

  /// The number of whole hops of 100 ms heard.
  public private(set) var completedHops = 0

  /// The K-weighted power of the last whole hop, summed over the channels.
  public private(set) var lastHopPower: Double = 0

  /// The loudness of the last 400 ms, in LUFS.
  public private(set) var momentaryLUFS: Double = silenceLUFS

  /// The loudness of the last 3 s, in LUFS.
  public private(set) var shortTermLUFS: Double = silenceLUFS

  /// The highest momentary loudness heard, in LUFS.
  public private(set) var maximumMomentaryLUFS: Double = silenceLUFS

  /// The highest short-term loudness heard, in LUFS.
  public private(set) var maximumShortTermLUFS: Double = silenceLUFS

  /// Creates a meter for `sampleRate`, in Hz; of one channel only the left one counts.
  public init(sampleRate: Double, channelCount: Int = 2) {
    precondition(channelCount == 1 || channelCount == 2, "one or two channels")
    precondition(sampleRate >= 100, "a sample rate of at least 100 Hz")
    hopFrames = Int((sampleRate * 0.1).rounded())
    rightWeight = channelCount == 1 ? 0 : 1
    weighting = KWeighting(sampleRate: sampleRate)
  }

  /// The gated loudness of everything heard, in LUFS.
  public var integratedLUFS: Double {
    @_noLocks get { gate.integratedLUFS }
  }

  /// The loudness range of everything heard, in LU.
  public var loudnessRangeLU: Double {
    @_noLocks get { range.rangeLU }
  }

  /// Forgets everything.
  @_noLocks
  public mutating func reset() {
    weighting.reset()
    hopSum = .zero
    hopPosition = 0
    for i in 0..<Self.shortTermHops { recentPowers[i] = 0 }
    gate.reset()
    range.reset()
    completedHops = 0
    lastHopPower = 0
    momentaryLUFS = silenceLUFS
    shortTermLUFS = silenceLUFS
    maximumMomentaryLUFS = silenceLUFS
    maximumShortTermLUFS = silenceLUFS
  }

  /// Hears a block of any length and leaves it as it is.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>) {
    var position = 0
    while position < block.count {
      let end = min(block.count, position + hopFrames - hopPosition)
      var weighting = weighting
      var sum = hopSum
      for i in position..<end {
        let weighted = weighting.process(block[i])
        sum += weighted * weighted
      }
      self.weighting = weighting
      hopSum = sum
      hopPosition += end - position
      position = end
      if hopPosition == hopFrames { completeHop() }
    }
  }

  @_noLocks
  private mutating func completeHop() {
    let power = (hopSum.x + rightWeight * hopSum.y) / Double(hopFrames)
    hopSum = .zero
    hopPosition = 0
    // One infinite sample would otherwise silence the meter for good.
    if !power.isFinite { weighting.reset() }
    lastHopPower = power.isFinite ? power : 0
    recentPowers[completedHops % Self.shortTermHops] = lastHopPower
    completedHops += 1

    let momentaryPower = meanPower(hops: Self.momentaryHops)
    momentaryLUFS = loudnessLUFS(power: momentaryPower)
    maximumMomentaryLUFS = max(maximumMomentaryLUFS, momentaryLUFS)
    if completedHops >= Self.momentaryHops { gate.add(blockPower: momentaryPower) }

    let shortTermPower = meanPower(hops: Self.shortTermHops)
    shortTermLUFS = loudnessLUFS(power: shortTermPower)
    maximumShortTermLUFS = max(maximumShortTermLUFS, shortTermLUFS)
    if completedHops >= Self.shortTermHops { range.add(windowPower: shortTermPower) }
  }

  /// The mean power of the last `hops` hops; the time before the programme counts as silence.
  @_noLocks
  private func meanPower(hops: Int) -> Double {
    var sum = 0.0
    for i in 1...min(hops, completedHops) {
      sum += recentPowers[(completedHops - i) % Self.shortTermHops]
    }
    return sum / Double(hops)
  }
}

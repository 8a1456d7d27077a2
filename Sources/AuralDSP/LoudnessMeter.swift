/// Loudness of a stereo or mono programme: momentary, short-term, integrated, range.
///
/// ITU-R BS.1770-5 and EBU Tech 3341 and 3342. Time advances in hops of 100 ms, rounded to whole
/// frames, and in tenths of a hop. Momentary loudness is exact at the end of a tenth, every other
/// figure at the end of a hop; they hold until the next, and are the same for any split of the
/// programme into blocks. Before the programme there is silence: the first 400 ms and 3 s read low,
/// and enter neither the integrated loudness nor the range.
public struct LoudnessMeter: ~Copyable {
  /// A step of 10 ms keeps the maximum of a 400 ms burst within 0.06 LU wherever it begins, as cases
  /// 13 and 14 of Tech 3341 ask; a hop of 100 ms would miss it by 0.6 LU.
  private static let stepsInHop = 10
  private static let momentarySteps = 40
  private static let momentaryHops = 4
  private static let shortTermHops = 30

  private let hopFrames: Int
  private let rightWeight: Double

  private var weighting: KWeighting
  /// The sum of the weighted squares of the step under way.
  private var stepSum = DoubleFrame.zero
  private var hopPosition = 0
  /// The steps of the hop under way that are done.
  private var completedSteps = 0
  private var stepEnd: Int
  /// The sums of the last steps, of both channels together, and where the next goes.
  private var recentSteps = InlineArray<40, Double>(repeating: 0)
  private var recentStep = 0
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
    precondition(sampleRate >= 1_000, "a sample rate of at least 1 kHz")
    hopFrames = Int((sampleRate * 0.1).rounded())
    rightWeight = channelCount == 1 ? 0 : 1
    weighting = KWeighting(sampleRate: sampleRate)
    stepEnd = hopFrames / Self.stepsInHop
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
    stepSum = .zero
    hopPosition = 0
    completedSteps = 0
    stepEnd = hopFrames / Self.stepsInHop
    for i in 0..<Self.momentarySteps { recentSteps[i] = 0 }
    recentStep = 0
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
      let end = min(block.count, position + stepEnd - hopPosition)
      var run = block._mutatingExtracting(position..<end)
      weighting.addSquares(of: &run, to: &stepSum)
      hopPosition += end - position
      position = end
      if hopPosition == stepEnd { completeStep() }
    }
  }

  /// Hears a block, and lets another meter that has heard as much hear one as long.
  ///
  /// That costs little more than one of them would. Both blocks stay as they are.
  @_noLocks
  public mutating func process(
    _ block: UnsafePointer<Frame>, beside other: inout LoudnessMeter,
    _ otherBlock: UnsafePointer<Frame>, length: Int
  ) {
    assert(hopFrames == other.hopFrames && hopPosition == other.hopPosition)
    var position = 0
    while position < length {
      let count = min(length - position, stepEnd - hopPosition)
      unsafe weighting.addSquares(
        of: block + position, to: &stepSum, beside: &other.weighting, of: otherBlock + position,
        to: &other.stepSum, length: count)
      hopPosition += count
      other.hopPosition += count
      position += count
      if hopPosition == stepEnd {
        completeStep()
        other.completeStep()
      }
    }
  }

  @_noLocks
  private mutating func completeStep() {
    var sum = stepSum.x + rightWeight * stepSum.y
    stepSum = .zero
    // One sample that is not finite would otherwise silence the meter for good.
    if !sum.isFinite {
      weighting.reset()
      sum = 0
    }
    recentSteps[recentStep] = sum
    recentStep = (recentStep + 1) % Self.momentarySteps
    completedSteps += 1
    stepEnd = hopFrames * (completedSteps + 1) / Self.stepsInHop

    var momentarySum = 0.0
    for i in 0..<Self.momentarySteps { momentarySum += recentSteps[i] }
    let momentaryPower = momentarySum / Double(Self.momentaryHops * hopFrames)
    momentaryLUFS = loudnessLUFS(power: momentaryPower)
    maximumMomentaryLUFS = max(maximumMomentaryLUFS, momentaryLUFS)
    if completedSteps == Self.stepsInHop { completeHop(momentaryPower: momentaryPower) }
  }

  @_noLocks
  private mutating func completeHop(momentaryPower: Double) {
    hopPosition = 0
    completedSteps = 0
    stepEnd = hopFrames / Self.stepsInHop

    var hopSum = 0.0
    for i in 1...Self.stepsInHop {
      hopSum += recentSteps[(recentStep + Self.momentarySteps - i) % Self.momentarySteps]
    }
    lastHopPower = hopSum / Double(hopFrames)
    recentPowers[completedHops % Self.shortTermHops] = lastHopPower
    completedHops += 1
    if completedHops >= Self.momentaryHops { gate.add(blockPower: momentaryPower) }

    // Before the programme there is silence, so the sum is over all 30 even when few are heard.
    var shortTermPower = 0.0
    for i in 0..<Self.shortTermHops { shortTermPower += recentPowers[i] }
    shortTermPower /= Double(Self.shortTermHops)
    shortTermLUFS = loudnessLUFS(power: shortTermPower)
    maximumShortTermLUFS = max(maximumShortTermLUFS, shortTermLUFS)
    if completedHops >= Self.shortTermHops { range.add(windowPower: shortTermPower) }
  }
}

import AuralDSP

/// The meters of master and source, side by side, and what the governor needs of them.
struct MeterBridge: ~Copyable {
  /// K-weighted power of the source and of the master over the last gating block (400 ms).
  private(set) var sourceBlockPower: Double = 0
  private(set) var masterBlockPower: Double = 0

  /// Gain reduction of clip and limiter over the last hop, in dB.
  private(set) var reductionDecibels: Double = 0

  /// The gain that brings the source to the master's short-term loudness, as an amplitude.
  private(set) var loudnessMatch: Double = 1

  private var master: LoudnessMeter
  private var source: LoudnessMeter
  private var correlation: CorrelationMeter
  private var seenHops = 0
  private var framesInHop = 0

  private var recentSource = InlineArray<4, Double>(repeating: 0)
  private var recentMaster = InlineArray<4, Double>(repeating: 0)
  private var recentPeaks = InlineArray<30, Float>(repeating: 0)
  private var highestPeak: Float = 0
  private var leastGain: Float = 1
  private var averageReduction = GatedAverage()

  init(sampleRate: Double) {
    master = LoudnessMeter(sampleRate: sampleRate)
    source = LoudnessMeter(sampleRate: sampleRate)
    correlation = CorrelationMeter(sampleRate: sampleRate)
  }

  /// Forgets everything measured, and what clip and limiter have counted of the hop under way.
  @_noLocks
  mutating func reset(clip: inout SoftClip, limiter: inout Limiter) {
    Self.clearCounts(clip: &clip, limiter: &limiter)
    master.reset()
    source.reset()
    correlation.reset()
    seenHops = 0
    framesInHop = 0
    for i in 0..<4 {
      recentSource[i] = 0
      recentMaster[i] = 0
    }
    for i in 0..<30 { recentPeaks[i] = 0 }
    sourceBlockPower = 0
    masterBlockPower = 0
    reductionDecibels = 0
    loudnessMatch = 1
    highestPeak = 0
    leastGain = 1
    averageReduction = GatedAverage()
  }

  /// Measures a piece of `length` frames, of either signal the first of a buffer.
  @_noLocks
  mutating func process(
    master block: borrowing FrameBuffer, source dry: borrowing FrameBuffer, length: Int
  ) {
    unsafe master.process(block.base, beside: &source, dry.base, length: length)
    var span = unsafe MutableSpan(_unsafeStart: block.base, count: length)
    correlation.process(&span)
    framesInHop += length
  }

  /// Measures the loudness of a piece of the master alone: the source reads silence.
  @_noLocks
  mutating func process(master block: inout MutableSpan<Frame>) {
    master.process(&block)
    framesInHop += block.count
  }

  /// Whether a hop has ended that was not yet dealt with.
  var isHopComplete: Bool {
    @_noLocks get { master.completedHops != seenHops }
  }

  /// Whether the last gating block lies wholly inside what was heard.
  var hasWholeBlock: Bool {
    @_noLocks get { seenHops >= 4 }
  }

  /// Gathers the figures of the hop that has ended.
  @_noLocks
  mutating func completeHop(clip: inout SoftClip, limiter: inout Limiter) {
    seenHops = master.completedHops
    let slot = seenHops % 4
    recentSource[slot] = source.lastHopPower
    recentMaster[slot] = master.lastHopPower
    sourceBlockPower = 0
    masterBlockPower = 0
    for i in 0..<4 {
      sourceBlockPower += recentSource[i] / 4
      masterBlockPower += recentMaster[i] / 4
    }
    let meanGain = framesInHop > 0 ? 1 - limiter.reductions.sum() / Double(2 * framesInHop) : 1
    reductionDecibels = max(0, -decibels(amplitude: meanGain)) + clip.lossDecibels
    if hasWholeBlock { averageReduction.add(power: masterBlockPower, value: reductionDecibels) }
    highestPeak = max(highestPeak, limiter.truePeak)
    recentPeaks[seenHops % 30] = limiter.truePeak
    leastGain = limiter.leastGain
    matchLoudness()

    Self.clearCounts(clip: &clip, limiter: &limiter)
    framesInHop = 0
  }

  @_noLocks
  private mutating func matchLoudness() {
    loudnessMatch = 1
    guard source.shortTermLUFS > -70, master.shortTermLUFS > -70 else { return }
    let difference = master.shortTermLUFS - source.shortTermLUFS
    loudnessMatch = amplitude(decibels: min(max(difference, -40), 40))
  }

  @_noLocks
  private static func clearCounts(clip: inout SoftClip, limiter: inout Limiter) {
    limiter.reductions = .zero
    limiter.truePeak = 0
    limiter.leastGain = 1
    clip.clearPowers()
  }

  /// Writes what the last hop brought into the figures that are shown.
  @_noLocks
  mutating func publish(to meters: inout Meters) {
    meters.momentaryLUFS = master.momentaryLUFS
    meters.shortTermLUFS = master.shortTermLUFS
    meters.integratedLUFS = master.integratedLUFS
    meters.loudnessRangeLU = master.loudnessRangeLU
    meters.truePeakDecibels = decibels(amplitude: Double(highestPeak), floor: -120)
    meters.gainReductionDecibels = max(0, -decibels(amplitude: Double(leastGain)))
    meters.averageGainReductionDecibels = averageReduction.mean
    meters.correlation = correlation.correlation
    var recentPeak: Float = 0
    for i in 0..<30 { recentPeak = max(recentPeak, recentPeaks[i]) }
    let peak = decibels(amplitude: Double(recentPeak), floor: -120)
    meters.psrDecibels =
      master.shortTermLUFS > -70 ? max(0, peak - master.shortTermLUFS) : 0
  }
}

import AuralDSP
import AuralMind

/// One pass of a mix from the governor on, its gain held.
struct LoudnessPass: Sendable {
  /// The gain of the governor, in dB.
  let gainDecibels: Double

  /// The loudness of the result, in LUFS; nil where whoever heard it measures that.
  let integratedLUFS: Double?

  /// Average gain reduction of clip and limiter over the gated programme, in dB.
  let averageGainReductionDecibels: Double

  /// The greatest gain reduction of the limiter, in dB.
  let maximumGainReductionDecibels: Double

  /// What the chain showed; nil where nobody asked.
  let record: LoudnessRecord?

  /// What a search for the gain wants to know of a pass that nobody heard.
  var reading: GainSearch.Reading {
    GainSearch.Reading(
      gainDecibels: gainDecibels, integratedLUFS: integratedLUFS ?? silenceLUFS,
      averageGainReductionDecibels: averageGainReductionDecibels)
  }

  /// What a pass is made of, beside its gain.
  struct Plan: Sendable {
    /// The settings, whose governor is not heeded.
    var settings: Settings
    /// What is written.
    var output: OutputFormat
    /// The length of the mix, in frames.
    var frameCount: Int
    /// How far the whole chain lags, in frames.
    var latencyFrames: Int
    /// Whether what the chain shows is kept.
    var keepsRecord: Bool
  }

  /// Runs the mix from its first frame to its last at `gainDecibels`.
  ///
  /// Each block of the result goes to `hear`, which then measures its loudness and may do with the block what
  /// it likes. A pass that nobody hears is not dithered, which is far below what its loudness can tell, and
  /// keeps no record.
  init(
    _ mix: consuming ToneReader, gainDecibels: Double, plan: Plan, progress: Progress,
    hear: ((inout [Frame]) -> Void)? = nil
  ) throws {
    let format = plan.output.format
    var chain = MasteringChain(sampleRate: Double(format.sampleRate), part: .loudness)
    chain.settings = plan.settings
    chain.settings.governor = .hold
    chain.settings.governorGainDecibels = Float(gainDecibels)
    if hear == nil { chain.settings.dither = .off }
    let keepsRecord = plan.keepsRecord && hear != nil
    chain.areStageLevelsHeard = keepsRecord
    chain.restart()
    var record = keepsRecord ? LoudnessRecord(sampleRate: format.sampleRate) : nil
    var loudness = LoudnessMeter(
      sampleRate: Double(format.sampleRate), channelCount: format.channelCount)

    var framesToDrop = plan.latencyFrames
    var maximumReduction = 0.0
    var position = 0
    var block: [Frame] = []
    while try mix.read(&block) {
      chain.process(&block, at: position, soundFrame: mix.soundFrame, record: &record)
      maximumReduction = max(maximumReduction, chain.meters.gainReductionDecibels)
      position += block.count
      let dropped = min(framesToDrop, block.count)
      framesToDrop -= dropped
      if dropped > 0 { block.removeFirst(dropped) }
      guard !block.isEmpty else { continue }
      if let hear {
        hear(&block)
      } else {
        var span = block.mutableSpan
        loudness.process(&span)
      }
      progress(Double(position) / Double(max(plan.frameCount + plan.latencyFrames, position)))
    }
    record?.finish(with: chain)
    self.record = record
    self.gainDecibels = gainDecibels
    integratedLUFS = hear == nil ? loudness.integratedLUFS : nil
    averageGainReductionDecibels = chain.meters.averageGainReductionDecibels
    maximumGainReductionDecibels = maximumReduction
  }
}

import AuralMind

/// Hears a mix from its first frame to its last: what mastering it has to know beforehand.
///
/// At the rate of the master, where that is another; with what a proposal goes by, where one is wanted.
public func captureMix(
  path: String, sampleRate: Int? = nil, forProposal: Bool = false, progress: Progress = { _ in }
) throws(AudioFileError) -> CapturedTrack {
  var file = try AudioFile(path: path, sampleRate: sampleRate)
  let mix = try measureTrack(
    &file, depth: forProposal ? .proposal : .profile, progress: progress)
  guard mix.figures.integratedLUFS > -70 else { throw .noLoudness(path: path) }
  return mix
}

/// Masters a file to the loudness of its settings' goal, with the chain in the loop.
///
/// Passes of the chain, the governor holding a gain, are repeated until the loudness of what is
/// written is within 0.05 LU of the target. Where the limit on average gain reduction or the governor's
/// range comes first, the closest master is written and the report says so. A mono file is measured as
/// one channel, as BS.1770 has it. The reading that measures the mix's loudness (`mix`, where it was
/// done before) also tells every stage what takes the whole song to know, unless `spectra` does. The
/// master has no name before it is committed. `order` has a destination.
public func master(
  _ order: MasteringOrder, mix: CapturedTrack? = nil, progress: MasteringProgress = { _, _ in }
) throws -> MasteringTake {
  let mix =
    try mix
    ?? captureMix(path: order.input, sampleRate: order.sampleRate) {
      progress(.measuringInput, $0)
    }
  var order = order
  if order.spectra.source(order.settings) == nil { order.spectra.source = mix.known }
  let goal = order.goal
  let limitDecibels = order.settings.limitDecibels
  var search = GainSearch(
    targetLUFS: goal.targetLUFS, limitDecibels: limitDecibels,
    inputLUFS: mix.figures.integratedLUFS,
    headroomDecibels: goal.ceilingDecibels - mix.figures.truePeakDecibels)
  var passes = try MasteringPasses(order)
  let kept = try passes.search(&search, progress: progress)
  guard let file = kept.heard.file else { preconditionFailure("a master has a destination") }
  let after: CapturedTrack
  if let heard = kept.heard.track {
    after = heard
  } else {
    var master = try AudioFile(path: file.temporaryPath)
    after = try measureTrack(&master, depth: order.depthOfResult) { progress(.measuringOutput, $0) }
  }
  let report = MasteringReport(
    goal: goal, gainReductionLimitDecibels: limitDecibels, outcome: search.outcome,
    before: mix.figures, after: after.figures, gainDecibels: kept.pass.gainDecibels,
    averageGainReductionDecibels: kept.pass.averageGainReductionDecibels,
    maximumGainReductionDecibels: kept.pass.maximumGainReductionDecibels, passes: search.passes,
    match: order.spectra.isMatching(order.settings)
      ? order.spectra.figures(
        order.settings, before: mix.matchSpectrum, after: after.matchSpectrum) : nil,
    format: order.output.format)
  var record: MasteringRecord?
  if let tone = passes.toneRecord, let loudness = kept.pass.record {
    let isMatching = order.spectra.isMatching(order.settings)
    record = MasteringRecord(
      mix: mix, master: after,
      reference: isMatching ? order.spectra.reference(order.settings) : nil,
      pass: PassRecord(tone: tone, loudness: loudness, latencySeconds: passes.latencySeconds))
  }
  return MasteringTake(report: report, record: record, file: file)
}

/// A master that is written and waits for its name, with the report on it.
public struct MasteringTake: Sendable {
  /// What mastering did, and how near it came.
  public let report: MasteringReport

  /// What a report shows beyond that; nil where it was not asked for.
  public let record: MasteringRecord?

  private let file: FinishedAudioFile

  init(report: MasteringReport, record: MasteringRecord?, file: FinishedAudioFile) {
    self.report = report
    self.record = record
    self.file = file
  }

  /// Gives the master its name, in place of any file that has it.
  public func commit() throws(AudioFileError) { try file.commit() }
}

extension Settings {
  /// The limit on average gain reduction, in dB; nil at the end of its range, which pushes on.
  var limitDecibels: Double? {
    let isLimited = gainReductionLimitDecibels < Control.gainReductionLimit.range.highest
    return isLimited ? Double(gainReductionLimitDecibels) : nil
  }
}

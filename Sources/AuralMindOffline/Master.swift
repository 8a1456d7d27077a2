public import AuralMind

/// Masters a file to the loudness of its settings' goal, with the chain in the loop.
///
/// Whole passes of the chain, the governor holding a gain, are repeated until the loudness of what
/// is written is within 0.05 LU of the target. Where the limit on average gain reduction or the
/// governor's range comes first, the closest master is written and the report says so. A mono file
/// is measured as one channel, as BS.1770 has it. The reading that measures the mix's loudness also tells
/// every stage what takes the whole song to know, unless `spectra` does.
public func master(
  _ input: consuming AudioFile, to destination: Destination, output: OutputFormat,
  settings: Settings, spectra: MatchSpectra = MatchSpectra(),
  progress: MasteringProgress = { _, _ in }
) throws(AudioFileError) -> MasteringReport {
  let goal = settings.goal
  let limitDecibels = settings.limitDecibels
  let isMatching = spectra.isMatching(settings)
  let mix = try measureTrack(&input) { progress(.measuringInput, $0) }
  let before = mix.figures
  guard before.integratedLUFS > -70 else { throw .noLoudness(path: input.path) }
  var spectra = spectra
  if spectra.source(settings) == nil { spectra.source = mix.known }

  var search = GainSearch(
    targetLUFS: goal.targetLUFS, limitDecibels: limitDecibels, inputLUFS: before.integratedLUFS)
  var audio = MasteredAudio(input, settings: settings, spectra: spectra)
  var gain = search.nextGainDecibels ?? 0
  var passes = 0
  while true {
    passes += 1
    let pass = try MasteringPass(
      &audio, gainDecibels: gain, settings: settings, destination: destination, output: output
    ) { progress(.pass(passes), $0) }
    if search.nextGainDecibels != nil { search.add(pass.reading) }
    // Most often the last pass is the one to keep, and its file is there already.
    let wanted = search.nextGainDecibels ?? search.best?.gainDecibels ?? gain
    if wanted != gain {
      gain = wanted
      continue
    }
    var master = try AudioFile(path: pass.file.temporaryPath)
    let (after, result) = try figures(&master, withSpectrum: isMatching) {
      progress(.measuringOutput, $0)
    }
    let report = MasteringReport(
      goal: goal, gainReductionLimitDecibels: limitDecibels, outcome: search.outcome,
      before: before, after: after, gainDecibels: gain,
      averageGainReductionDecibels: pass.reading.averageGainReductionDecibels,
      maximumGainReductionDecibels: pass.maximumGainReductionDecibels, passes: passes,
      match: isMatching
        ? spectra.figures(settings, before: mix.matchSpectrum, after: result) : nil,
      format: output.format)
    try pass.file.commit()
    return report
  }
}

/// Measures a file in one reading, its spectrum too where that is wanted.
private func figures(
  _ file: inout AudioFile, withSpectrum: Bool, progress: Progress
) throws(AudioFileError) -> (ProgrammeFigures, MatchSpectrum?) {
  guard withSpectrum else { return (try measure(&file, progress: progress), nil) }
  let track = try measureTrack(&file, progress: progress)
  return (track.figures, track.matchSpectrum)
}

extension Settings {
  /// The limit on average gain reduction, in dB; nil at the end of its range, which pushes on.
  var limitDecibels: Double? {
    let isLimited = gainReductionLimitDecibels < Control.gainReductionLimit.range.highest
    return isLimited ? Double(gainReductionLimitDecibels) : nil
  }
}

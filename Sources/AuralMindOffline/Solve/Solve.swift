public import AuralMind
import Foundation

/// Finds the gain of the governor with which the chain brings a file to its loudness, and writes nothing.
///
/// The search is that of `master`: whole passes of the chain, the governor holding a gain, until the
/// loudness is within 0.05 LU of the target, or the limit on average gain reduction or the governor's range
/// comes first. The reading that measures the mix also takes its profile, unless `spectra` has one.
public func solve(
  _ input: consuming AudioFile, settings: Settings, spectra: MatchSpectra = MatchSpectra(),
  progress: MasteringProgress = { _, _ in }
) throws(AudioFileError) -> Solution {
  let goal = settings.goal
  let limitDecibels = settings.limitDecibels
  let mix = try measureTrack(&input) { progress(.measuringInput, $0) }
  guard mix.figures.integratedLUFS > -70 else { throw .noLoudness(path: input.path) }
  var spectra = spectra
  if spectra.source(settings) == nil, mix.hasLoudness {
    let name = URL(fileURLWithPath: input.path).deletingPathExtension().lastPathComponent
    spectra.setSource(WrittenProfile(mix.profile(name: name)))
  }

  var search = GainSearch(
    targetLUFS: goal.targetLUFS, limitDecibels: limitDecibels,
    inputLUFS: mix.figures.integratedLUFS)
  var audio = MasteredAudio(input, settings: settings, spectra: spectra)
  var trials: [TrialPass] = []
  while let gain = search.nextGainDecibels {
    let number = trials.count + 1
    let trial = try TrialPass(&audio, settings: settings, gainDecibels: gain) {
      progress(.pass(number), $0)
    }
    trials.append(trial)
    search.add(trial.reading)
  }
  guard let best = search.best, let trial = trials.first(where: { $0.reading == best }) else {
    preconditionFailure("a search begins with a gain, and keeps one that it has tried")
  }
  return Solution(
    settings: settings.holding(gainDecibels: best.gainDecibels), spectra: spectra, goal: goal,
    gainReductionLimitDecibels: limitDecibels, outcome: search.outcome, before: mix.figures,
    after: trial.figures, gainDecibels: best.gainDecibels,
    averageGainReductionDecibels: best.averageGainReductionDecibels,
    maximumGainReductionDecibels: trial.maximumGainReductionDecibels, passes: trials.count)
}

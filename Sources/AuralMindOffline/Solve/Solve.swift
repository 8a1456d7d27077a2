public import AuralMind
import Foundation

/// Finds the gain of the governor with which the chain brings a file to its loudness, and writes nothing.
///
/// The search is that of `master`: passes of the chain, the governor holding a gain, until the loudness is
/// within 0.05 LU of the target, or the limit on average gain reduction or the governor's range comes first.
/// The reading that measures the mix also takes its profile, unless `spectra` has one.
public func solve(
  path: String, settings: Settings, spectra: MatchSpectra = MatchSpectra(),
  progress: MasteringProgress = { _, _ in }
) throws -> Solution {
  let goal = settings.goal
  let limitDecibels = settings.limitDecibels
  let mix = try captureMix(path: path) { progress(.measuringInput, $0) }
  var spectra = spectra
  if spectra.source(settings) == nil, mix.hasLoudness {
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    spectra.setSource(WrittenProfile(mix.profile(name: name)))
  }
  let order = MasteringOrder(
    input: path, destination: nil, output: try exactOutput(of: path), settings: settings,
    spectra: spectra)
  var search = GainSearch(
    targetLUFS: goal.targetLUFS, limitDecibels: limitDecibels,
    inputLUFS: mix.figures.integratedLUFS,
    headroomDecibels: goal.ceilingDecibels - mix.figures.truePeakDecibels)
  var passes = try MasteringPasses(order)
  let kept = try passes.search(&search, progress: progress)
  let reading = kept.reading
  guard let track = kept.heard.track else { preconditionFailure("exact output is captured") }
  return Solution(
    settings: settings.holding(gainDecibels: reading.gainDecibels), spectra: spectra, goal: goal,
    gainReductionLimitDecibels: limitDecibels, outcome: search.outcome, before: mix.figures,
    after: track.figures, gainDecibels: reading.gainDecibels,
    averageGainReductionDecibels: reading.averageGainReductionDecibels,
    maximumGainReductionDecibels: kept.pass.maximumGainReductionDecibels, passes: search.passes)
}

/// The output of a chain as it is, without a file's word length.
private func exactOutput(of path: String) throws(AudioFileError) -> OutputFormat {
  var format = try AudioFile(path: path).format
  format.container = .wav
  format.encoding = .float(bits: 32)
  return try OutputFormat(path: "exact.wav", input: format, wordLength: nil)
}

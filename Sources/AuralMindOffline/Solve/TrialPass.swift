import AuralDSP
import AuralMind

/// One pass of a file through the chain at a gain that is held, of which nothing but figures is kept.
struct TrialPass {
  /// What the search for the gain wants to know.
  let reading: GainSearch.Reading
  /// What came out of the chain.
  let figures: ProgrammeFigures
  /// The greatest gain reduction of the limiter, in dB.
  let maximumGainReductionDecibels: Double

  /// Runs `audio` from its first frame to its last at `gainDecibels`.
  init(
    _ audio: inout MasteredAudio, settings: Settings, gainDecibels: Double, progress: Progress
  ) throws(AudioFileError) {
    try audio.restart(settings: settings.holding(gainDecibels: gainDecibels))
    let frameCount = audio.frameCount
    var meter = ProgrammeMeter(format: audio.format)
    var block: [Frame] = []
    var position = 0
    while try audio.read(&block) {
      meter.process(&block)
      position += block.count
      progress(Double(position) / Double(max(frameCount, position)))
    }
    figures = meter.measurement()
    reading = GainSearch.Reading(
      gainDecibels: gainDecibels, integratedLUFS: figures.integratedLUFS,
      averageGainReductionDecibels: audio.meters.averageGainReductionDecibels)
    maximumGainReductionDecibels = audio.maximumGainReductionDecibels
  }
}

extension Settings {
  /// The same, with the governor holding a gain.
  func holding(gainDecibels: Double) -> Settings {
    var held = self
    held.governor = .hold
    held.governorGainDecibels = Float(gainDecibels)
    return held
  }
}

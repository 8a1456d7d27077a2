import AuralDSP
import AuralMind

/// One pass of a file through the chain at a gain that is held, written but not yet named.
struct MasteringPass: ~Copyable {
  /// What was written.
  let file: FinishedAudioFile

  /// What the search for the gain wants to know.
  let reading: GainSearch.Reading

  /// The greatest gain reduction of the limiter, in dB.
  let maximumGainReductionDecibels: Double

  /// Runs `audio` from its first frame to its last at `gainDecibels`.
  init(
    _ audio: inout MasteredAudio, gainDecibels: Double, settings: Settings,
    destination: Destination, output: OutputFormat, progress: Progress
  ) throws(AudioFileError) {
    var held = settings
    held.governor = .hold
    held.governorGainDecibels = Float(gainDecibels)
    try audio.restart(settings: held)

    let frameCount = audio.frameCount
    var loudness = LoudnessMeter(
      sampleRate: Double(output.format.sampleRate), channelCount: output.format.channelCount)
    var pending = try PendingAudioFile(destination, output: output, frameCount: frameCount)
    pending.write(audio.notes)
    var block: [Frame] = []
    var position = 0
    while try audio.read(&block) {
      var span = block.mutableSpan
      loudness.process(&span)
      try pending.write(block)
      position += block.count
      progress(Double(position) / Double(max(frameCount, position)))
    }
    file = try pending.finish()
    reading = GainSearch.Reading(
      gainDecibels: gainDecibels, integratedLUFS: loudness.integratedLUFS,
      averageGainReductionDecibels: audio.meters.averageGainReductionDecibels)
    maximumGainReductionDecibels = audio.maximumGainReductionDecibels
  }
}

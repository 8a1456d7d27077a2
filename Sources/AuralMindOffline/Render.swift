import AuralDSP
public import AuralMind

/// What one causal pass of the chain did.
public struct RenderReport: Sendable {
  /// What came out of the chain, as `listen` has it.
  public let figures: ProgrammeFigures
  /// The chain's meters at the end.
  public let meters: Meters
  /// The greatest gain reduction of the limiter, in dB.
  public let maximumGainReductionDecibels: Double
  /// The chain's latency, in frames, that was taken out.
  public let latencyFrames: Int
  /// What was written.
  public let format: AudioFormat
}

/// Writes what the plugin makes of a file in one pass, without the plugin's latency.
public func render(
  _ file: consuming AudioFile, to destination: Destination, output: OutputFormat,
  settings: Settings, progress: Progress = { _ in }
) throws(AudioFileError) -> RenderReport {
  var audio = MasteredAudio(file, settings: settings)
  let frameCount = audio.frameCount
  var pending = try PendingAudioFile(destination, output: output, frameCount: frameCount)
  pending.write(audio.notes)
  var meter = ProgrammeMeter(format: output.format)
  var block: [Frame] = []
  var position = 0
  while try audio.read(&block) {
    meter.process(&block)
    try pending.write(block)
    position += block.count
    progress(Double(position) / Double(max(frameCount, position)))
  }
  try pending.finish().commit()
  return RenderReport(
    figures: meter.measurement(), meters: audio.meters,
    maximumGainReductionDecibels: audio.maximumGainReductionDecibels,
    latencyFrames: audio.latencyFrames, format: output.format)
}

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
  /// How near the result came to its reference; nil where there is none.
  public let match: MatchFigures?
  /// The chain's latency, in frames, that was taken out.
  public let latencyFrames: Int
  /// What was written.
  public let format: AudioFormat
}

/// Writes what the plugin makes of a file in one pass, without the plugin's latency.
///
/// Where `spectra` does not have the mix's own spectrum it is learned on the way, as in a session.
public func render(
  _ file: consuming AudioFile, to destination: Destination, output: OutputFormat,
  settings: Settings, spectra: MatchSpectra = MatchSpectra(), progress: Progress = { _ in }
) throws(AudioFileError) -> RenderReport {
  var audio = MasteredAudio(file, settings: settings, spectra: spectra)
  let frameCount = audio.frameCount
  var pending = try PendingAudioFile(destination, output: output, frameCount: frameCount)
  pending.write(audio.notes)
  let isMatching = spectra.isMatching(settings)
  var capture = ProgrammeCapture(
    format: output.format, depth: isMatching ? .spectrum : .figures)
  var block: [Frame] = []
  var position = 0
  while try audio.read(&block) {
    capture.process(&block)
    try pending.write(block)
    position += block.count
    progress(Double(position) / Double(max(frameCount, position)))
  }
  try pending.finish().commit()
  let track = capture.track()
  let match =
    isMatching
    ? spectra.figures(
      settings, before: spectra.source(settings)?.spectrum ?? audio.learnedSpectrum,
      after: track.matchSpectrum) : nil
  return RenderReport(
    figures: track.figures, meters: audio.meters,
    maximumGainReductionDecibels: audio.maximumGainReductionDecibels,
    match: match, latencyFrames: audio.latencyFrames, format: output.format)
}

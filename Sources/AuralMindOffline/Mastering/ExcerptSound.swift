import AuralDSP

/// The sound of an excerpt, before the governor.
struct ExcerptSound: Sendable {
  /// The frames of all passages, one behind the other.
  let frames: [Frame]

  /// Their loudness, in LUFS.
  let integratedLUFS: Double

  /// The highest sample, in dBFS.
  let peakDecibels: Double

  /// Measures frames of `format`.
  init(_ frames: [Frame], format: AudioFormat) {
    self.frames = frames
    var loudness = LoudnessMeter(
      sampleRate: Double(format.sampleRate), channelCount: format.channelCount)
    var block = frames
    var span = block.mutableSpan
    loudness.process(&span)
    integratedLUFS = loudness.integratedLUFS
    let peaks = greatestMagnitudes(of: frames.span, in: 0..<frames.count)
    peakDecibels = decibels(amplitude: Double(peaks.max()), floor: -120)
  }
}

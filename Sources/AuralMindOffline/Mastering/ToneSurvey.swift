import AuralDSP

/// What is known of a mix once it has come through the part of the chain before the governor.
struct ToneSurvey: Sendable {
  /// The loudness at the governor, in LUFS.
  let integratedLUFS: Double

  /// The place of the first sound, in frames; nil of silence.
  let soundFrame: Int?

  /// Passages that stand for the whole; nil of a short mix.
  let excerpt: ToneExcerpt?

  /// What the chain showed; nil where nobody asked.
  var record: ToneRecord?
}

extension ToneSurvey {
  /// Hears the whole, each block of which goes to `keep`, too.
  init(
    _ audio: consuming ToneAudio, progress: Progress = { _ in }, keep: ([Frame]) throws -> Void
  ) throws {
    var meter = ToneMeter(format: audio.format)
    // Asked once, for that lends the whole chain.
    let expectedFrames = audio.frameCount
    var frameCount = 0
    var block: [Frame] = []
    while try audio.read(&block) {
      try keep(block)
      frameCount += block.count
      meter.process(&block)
      progress(Double(frameCount) / Double(max(expectedFrames, frameCount)))
    }
    self = meter.survey(soundFrame: audio.soundFrame, record: audio.record)
  }
}

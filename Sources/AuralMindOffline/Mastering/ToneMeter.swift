import AuralDSP

/// Hears a mix before the governor: its loudness, and how much there is to limit where.
struct ToneMeter: ~Copyable {
  private var loudness: LoudnessMeter
  private var passages: PassageMeter

  /// Nothing heard yet of a mix of `format`.
  init(format: AudioFormat) {
    loudness = LoudnessMeter(
      sampleRate: Double(format.sampleRate), channelCount: format.channelCount)
    passages = PassageMeter(sampleRate: format.sampleRate)
  }

  /// Hears a block, and leaves it as it is.
  mutating func process(_ block: inout [Frame]) {
    var span = block.mutableSpan
    loudness.process(&span)
    passages.process(block)
  }

  /// What is known at the end of a mix whose first sound is at `soundFrame`.
  func survey(soundFrame: Int?, record: ToneRecord?) -> ToneSurvey {
    ToneSurvey(
      integratedLUFS: loudness.integratedLUFS, soundFrame: soundFrame,
      excerpt: ToneExcerpt(passages), record: record)
  }
}

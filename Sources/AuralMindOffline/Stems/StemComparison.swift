import AuralDSP

/// How the sum of stems compares with the mix they belong to.
struct StemComparison {
  /// The loudness of the mix as two channels, in LUFS.
  let mixLUFS: Double
  /// The loudness of the treated sum, in LUFS.
  let sumLUFS: Double
  /// The share of the mix's power that the untreated sum does not explain at any gain, from 0 to 1;
  /// nil where the rates differ, so that frames do not belong together.
  let residualShare: Double?

  /// Hears both to their ends and leaves the mix rewound.
  init(
    _ sum: inout StemSum, with mix: inout AudioFile, progress: Progress
  ) throws(AudioFileError) {
    // A mono file is heard on both sides, so that it compares with stems of two channels.
    var mixMeter = LoudnessMeter(sampleRate: Double(mix.format.sampleRate), channelCount: 2)
    var sumMeter = LoudnessMeter(sampleRate: Double(sum.sampleRate), channelCount: 2)
    var mixPower = 0.0
    var sumPower = 0.0
    var product = 0.0
    var mixBlock: [Frame] = []
    var dryBlock: [Frame] = []
    var block: [Frame] = []
    var position = 0
    while true {
      let hasMix = try mix.read(&mixBlock)
      let hasSum = try sum.read(dry: &dryBlock, treated: &block)
      if !hasMix, !hasSum { break }
      var span = mixBlock.mutableSpan
      mixMeter.process(&span)
      var sumSpan = block.mutableSpan
      sumMeter.process(&sumSpan)
      for frame in mixBlock { mixPower += (DoubleFrame(frame) * DoubleFrame(frame)).sum() }
      for frame in dryBlock { sumPower += (DoubleFrame(frame) * DoubleFrame(frame)).sum() }
      for (one, other) in zip(mixBlock, dryBlock) {
        product += (DoubleFrame(one) * DoubleFrame(other)).sum()
      }
      position += max(mixBlock.count, block.count)
      progress(Double(position) / Double(max(mix.frameCount, sum.frameCount, position)))
    }
    try mix.rewind()
    mixLUFS = mixMeter.integratedLUFS
    sumLUFS = sumMeter.integratedLUFS
    // The least squares: 1 - r², r the correlation of the two.
    residualShare =
      mix.format.sampleRate != sum.sampleRate
      ? nil
      : mixPower > 0 && sumPower > 0
        ? max(0, 1 - max(0, product) * product / (mixPower * sumPower)) : 1
  }
}

import AuralDSP

/// Measures a programme from its first frame to its last.
struct ProgrammeMeter: ~Copyable {
  private let sampleRate: Double
  private let channelCount: Int
  private var loudness: LoudnessMeter
  private var truePeak: TruePeakMeter
  private var samplePeak: Float = 0
  private var powers = DoubleFrame.zero
  private var product: Double = 0
  private var frameCount = 0

  /// Creates a meter for a programme of `format`.
  init(format: AudioFormat) {
    sampleRate = Double(format.sampleRate)
    channelCount = format.channelCount
    loudness = LoudnessMeter(sampleRate: sampleRate, channelCount: channelCount)
    truePeak = TruePeakMeter(sampleRate: sampleRate)
  }

  /// Hears a block and leaves it as it is.
  mutating func process(_ block: inout [Frame]) {
    var span = block.mutableSpan
    for i in span.indices {
      let frame = span[i]
      samplePeak = max(samplePeak, max(abs(frame.x), abs(frame.y)))
      let wide = DoubleFrame(frame)
      powers += wide * wide
      product += wide.x * wide.y
    }
    frameCount += span.count
    loudness.process(&span)
    truePeak.process(&span)
  }

  /// The figures of everything heard.
  var measurement: Measurement {
    let peak = decibels(amplitude: Double(samplePeak), floor: -120)
    let truePeak = max(truePeak.truePeakDecibels, -120)
    let integrated = loudness.integratedLUFS
    let meanPower = (powers.x + powers.y) / Double(max(2 * frameCount, 1))
    let norm = (powers.x * powers.y).squareRoot()
    return Measurement(
      integratedLUFS: integrated, maximumMomentaryLUFS: loudness.maximumMomentaryLUFS,
      maximumShortTermLUFS: loudness.maximumShortTermLUFS,
      loudnessRangeLU: loudness.loudnessRangeLU, truePeakDecibels: truePeak,
      samplePeakDecibels: peak, peakToLoudnessDecibels: integrated > -70 ? truePeak - integrated : 0,
      minimumPeakToShortTermDecibels: nil,
      crestDecibels: meanPower > 0 ? peak - decibels(power: meanPower) : 0,
      correlation: channelCount == 2 && norm > 0 ? product / norm : nil,
      seconds: Double(frameCount) / sampleRate)
  }
}

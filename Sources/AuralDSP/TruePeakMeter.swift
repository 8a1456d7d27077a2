/// The highest true peak of a stereo signal (BS.1770-5, annex 2, by a finer interpolator).
///
/// Feed `latencyFrames` of silence at the end to hear the last frames out.
public struct TruePeakMeter: ~Copyable {
  /// How far the reading lags the newest frame, in frames.
  public var latencyFrames: Int { detector.latencyFrames }

  /// The highest true peak of each channel since the last reset, as a linear amplitude.
  public private(set) var peak = Frame.zero

  /// The highest true peak of either channel since the last reset, in dBTP; -120 for silence.
  public var truePeakDecibels: Double {
    decibels(amplitude: Double(max(peak.x, peak.y)), floor: -120)
  }

  private var detector = TruePeakDetector()

  /// Creates a meter; the same for every sample rate.
  public init() {}

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    detector.reset()
    peak = .zero
  }

  /// Measures a block of any length; the block is not changed.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>) {
    var start = 0
    while start < block.count {
      let length = min(Oversampler.pieceFrames, block.count - start)
      detector.process(&block, start..<(start + length), threshold: min(peak.x, peak.y))
      for i in 0..<length { peak = greater(detector.peaks[i], peak) }
      start += length
    }
  }
}

/// Finds the peak of the continuous signal in each frame's interval, channel by channel.
///
/// The signal is read at eight moments a frame and a parabola is laid through every local maximum
/// (Smith & Serra, "PARSHL", 1987), which leaves 0.005 dB of a tone at Nyquist unseen. The interpolator
/// spans 96 frames to each side, because a short one hides tenths of a decibel near Nyquist.
public struct TruePeakDetector: ~Copyable {
  /// How far the peaks lag the newest frame, in frames.
  public let latencyFrames: Int

  /// The peaks of the last piece: entry `i` covers the time from frame `i` to frame `i + 1`.
  public let peaks: FrameBuffer

  private var oversampler: Oversampler

  /// Creates a detector; the same for every sample rate.
  ///
  /// - Parameter keptFrames: How many frames more than the peaks whoever delays the sound itself may lag.
  public init(keptFrames: Int = 0) {
    oversampler = Oversampler(
      halfReach: 96, halfBandEdge: 0.99, phaseReach: 4, keptFrames: keptFrames)
    latencyFrames = oversampler.latencyFrames
    peaks = FrameBuffer(count: Oversampler.pieceFrames + 8)
  }

  /// What proves that no peak is so high.
  var bound: MomentBound { @_noLocks get { oversampler.bound } }

  /// Where the last piece lies in memory as it was `lag` frames ago: at most the latency and as many as are kept.
  @_noLocks @inline(__always)
  public func sound(laggingBy lag: Int) -> UnsafePointer<Frame> {
    unsafe oversampler.sound(laggingBy: lag)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    oversampler.reset()
    peaks.clear()
  }

  /// Appends `range` (at most 64 frames) of a block and fills `peaks` for as many older ones.
  ///
  /// Peaks below `threshold` (an amplitude) may read lower than they are, at less cost.
  @_noLocks
  public mutating func process(
    _ block: inout MutableSpan<Frame>, _ range: Range<Int>, threshold: Float
  ) {
    oversampler.findPeaks(of: &block, range, threshold: threshold, into: peaks)
  }
}

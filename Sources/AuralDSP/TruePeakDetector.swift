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
  public init() {
    oversampler = Oversampler(halfReach: 96, halfBandEdge: 0.99, phaseReach: 4)
    latencyFrames = oversampler.latencyFrames
    peaks = FrameBuffer(count: Oversampler.pieceFrames + 4)
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
    _ block: borrowing MutableSpan<Frame>, _ range: Range<Int>, threshold: Float
  ) {
    oversampler.process(block, range, threshold: threshold)
    let length = range.count
    for i in stride(from: 0, to: length, by: 4) {
      if oversampler.isQuiet(at: i) {
        peaks.setQuad(magnitude(oversampler.momentQuad(0, at: i)), at: i)
        continue
      }
      var peak = SIMD8<Float>.zero
      var left = magnitude(oversampler.momentQuad(-1, at: i))
      var middle = magnitude(oversampler.momentQuad(0, at: i))
      for phase in 0..<Oversampler.factor {
        let right = magnitude(oversampler.momentQuad(phase + 1, at: i))
        let rise = middle - left
        let fall = middle - right
        let skew = rise - fall
        // The tiny number keeps 0/0 away; where there is no local maximum the lift is dropped.
        let lift = skew * skew / ((rise + fall) * 8 + Float.leastNormalMagnitude)
        let isMaximum = (rise .>= 0) .& (fall .>= 0)
        let height = middle.replacing(with: middle + lift, where: isMaximum)
        peak = greater(height, peak)
        left = middle
        middle = right
      }
      // Phase 8 is the next frame's own sample.
      peaks.setQuad(greater(middle, peak), at: i)
    }
  }
}

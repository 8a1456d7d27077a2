import CRealtime

/// A sparse random echo: twelve taps of either sign over the last seven milliseconds.
///
/// What it makes of a sound has the sound's spectrum, but little in common with its wave. B. Alary,
/// A. Politis & V. Välimäki, "Velvet-noise decorrelator" (DAFx-17); as there, the taps fade, so
/// that onsets keep their place. Places and signs were searched for, as in S. J. Schlecht et al.,
/// "Optimized velvet-noise decorrelator" (DAFx-18), by simulated annealing. What counted was how
/// little the third octaves from 100 Hz to 16 kHz of `Microshift` at its strongest stray from the
/// dry ones, for white and for pink noise at 44.1, 48 and 96 kHz, which is 0.2 dB, and then how
/// even the twelfths of an octave are, which is 0.8 dB (RMS).
public struct VelvetNoise: ~Copyable {
  /// The rate at which the taps lie on whole frames, in Hz; it is met at its multiples too.
  private static let gridRate = 48_000.0

  /// The fall of the taps, in dB a frame of `gridRate`: 6 dB in 360 frames.
  private static let fadeDecibels = 6.0 / 360

  private var past: SlidingSamples
  private var taps: sparse_echo

  /// Creates the echo of silence, for pieces of up to `pieceFrames`.
  public init(pieceFrames: Int, sampleRate: Double) {
    // Frames of `gridRate`; the sign is that of the tap.
    let taps: InlineArray<12, Double> = [
      -41, -71, -99, -139, 169, -179, -221, -252, 266, -284, 296, -324,
    ]
    var power = 0.0
    for k in taps.indices {
      let gain = amplitude(decibels: -Self.fadeDecibels * abs(taps[k]))
      power += gain * gain
    }
    var delays = InlineArray<12, Int>(repeating: 0)
    var gains = InlineArray<12, Float>(repeating: 0)
    for k in taps.indices {
      let gain = amplitude(decibels: -Self.fadeDecibels * abs(taps[k])) / square_root(power)
      gains[k] = Float(taps[k] < 0 ? -gain : gain)
      delays[k] = max(1, Int((abs(taps[k]) * sampleRate / Self.gridRate).rounded()))
    }
    let (d, g) = (delays, gains)
    self.taps = sparse_echo(
      delays: (d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11]),
      gains: (g[0], g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8], g[9], g[10], g[11]))
    past = SlidingSamples(history: delays[11] + pieceFrames, pieceSamples: pieceFrames)
  }

  /// Silences the past.
  @_noLocks
  public mutating func reset() {
    past.reset()
  }

  /// Blends side, the second lane of a piece, with the echo of what a high-pass makes of it.
  ///
  /// The high-passed sound, that of the filter's first lane, is added times `dryLoss`, and its echo, of the
  /// same power on average, times `wet`.
  @_noLocks
  public mutating func process(
    _ block: inout MutableSpan<Frame>, above highpass: inout FirstOrderHighpass,
    dryLoss: inout FrameGlide, wet: inout FrameGlide
  ) {
    let count = block.count
    guard count > 0 else { return }
    let frames = unsafe firstFrame(of: &block)
    let (loss, echo) = (dryLoss.advance(by: count), wet.advance(by: count))
    var gains = moving_gains(
      value: DoubleFrame(loss.start, echo.start), step: DoubleFrame(loss.step, echo.step))
    var kernel = highpass.kernel
    let newest = unsafe past.extend(by: count)
    unsafe split_highpassed(frames, newest, &kernel, &gains, count)
    unsafe add_echo(frames, newest, &taps, &gains, count)
    highpass.state = kernel.state
  }
}

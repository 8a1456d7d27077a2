import CRealtime

/// Feeds quantisation errors back so that their noise lies where the ear is dull.
///
/// The error `e` of each sample leaves through the noise filter 1 - h1 z⁻¹ - h2 z⁻² - …; which `h`,
/// the rate decides:
/// - 40 to 64 kHz: the five-tap filter of Lipshitz, Vanderkooy & Wannamaker for the improved E
///   weighting ("Minimally Audible Noise Shaping", J. AES 39, 1991), made for 44.1 kHz: least noise
///   near 4 kHz.
/// - above: (1 - z⁻¹)². There the band beyond hearing takes the noise, and no more than a slope is
///   needed: at 96 kHz it is 23 dB down at 4 kHz and crosses 0 dB at 16 kHz.
/// - below: none. Half of the band or more is where the ear is keen, and there is nowhere to go.
public struct NoiseShaper {
  private var loop = error_feedback()

  /// Creates the shaper for `sampleRate`, in Hz.
  public init(sampleRate: Double) {
    if sampleRate < 40_000 {
      loop.taps = (0, 0, 0, 0, 0)
    } else if sampleRate <= 64_000 {
      loop.taps = (2.033, -2.165, 1.959, -1.590, 0.6149)
    } else {
      loop.taps = (2, -1, 0, 0, 0)
    }
  }

  /// Forgets the past errors.
  @_noLocks
  public mutating func reset() {
    loop.errors = (.zero, .zero, .zero, .zero, .zero)
  }

  /// What the past errors leave of the next sample; in the order in which `round` takes them away.
  @_noLocks @inline(__always)
  public func wanted(_ input: DoubleFrame) -> DoubleFrame {
    let (h, e) = (loop.taps, loop.errors)
    return (input - ((e.1 * h.1 + e.2 * h.2) + (e.3 * h.3 + e.4 * h.4))) - e.0 * h.0
  }

  /// Takes the error of one frame: what came out less what went into the quantiser.
  @_noLocks @inline(__always)
  public mutating func add(error: DoubleFrame) {
    let e = loop.errors
    loop.errors = (error, e.0, e.1, e.2, e.3)
  }

  /// Rounds a piece to steps of 1 / `scale`, with dither and the feedback of errors, unless one of its
  /// samples is zero; returns whether it did.
  @_noLocks
  public mutating func round(
    _ block: inout MutableSpan<Frame>, scale: Double, noise: inout TriangularNoise
  ) -> Bool {
    let count = block.count
    guard count > 0 else { return true }
    let frames = unsafe firstFrame(of: &block)
    return unsafe round_with_noise(frames, &noise.words, &loop, scale, count) != 0
  }
}

extension TriangularNoise {
  /// Rounds a piece to steps of 1 / `scale` with this dither, unless one of its samples is zero; returns
  /// whether it did.
  @_noLocks
  public mutating func round(_ block: inout MutableSpan<Frame>, scale: Double) -> Bool {
    let count = block.count
    guard count > 0 else { return true }
    let frames = unsafe firstFrame(of: &block)
    return unsafe round_with_noise(frames, &words, nil, scale, count) != 0
  }
}

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
  private let h1: Double
  private let h2: Double
  private let h3: Double
  private let h4: Double
  private let h5: Double

  private var e1 = DoubleFrame.zero
  private var e2 = DoubleFrame.zero
  private var e3 = DoubleFrame.zero
  private var e4 = DoubleFrame.zero
  private var e5 = DoubleFrame.zero

  /// Creates the shaper for `sampleRate`, in Hz.
  public init(sampleRate: Double) {
    if sampleRate < 40_000 {
      (h1, h2, h3, h4, h5) = (0, 0, 0, 0, 0)
    } else if sampleRate <= 64_000 {
      (h1, h2, h3, h4, h5) = (2.033, -2.165, 1.959, -1.590, 0.6149)
    } else {
      (h1, h2, h3, h4, h5) = (2, -1, 0, 0, 0)
    }
  }

  /// Forgets the past errors.
  @_noLocks
  public mutating func reset() {
    e1 = .zero
    e2 = .zero
    e3 = .zero
    e4 = .zero
    e5 = .zero
  }

  /// What the past errors take away from the next sample.
  public var feedback: DoubleFrame {
    @_noLocks @inline(__always) get { e1 * h1 + e2 * h2 + e3 * h3 + e4 * h4 + e5 * h5 }
  }

  /// Takes the error of one frame: what came out less what went into the quantiser.
  @_noLocks @inline(__always)
  public mutating func add(error: DoubleFrame) {
    e5 = e4
    e4 = e3
    e3 = e2
    e2 = e1
    e1 = error
  }
}

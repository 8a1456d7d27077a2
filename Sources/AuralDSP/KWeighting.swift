import CRealtime

/// The frequency weighting of loudness: a head's high shelf, then a high-pass.
///
/// ITU-R BS.1770-5, Annex 1, figures 2 and 4. The standard prints coefficients for 48 kHz only; here
/// they come from the analogue prototypes behind those figures (B. Neunaber's parameters, as in
/// libebur128 and pyloudnorm), so any rate from 8 kHz up is served.
public struct KWeighting {
  private let sampleRate: Double
  private let shelfB0: Double
  private let shelfB1: Double
  private let shelfB2: Double
  private let shelfA1: Double
  private let shelfA2: Double
  private let highpassA1: Double
  private let highpassA2: Double

  private var shelf1 = DoubleFrame.zero
  private var shelf2 = DoubleFrame.zero
  private var highpass1 = DoubleFrame.zero
  private var highpass2 = DoubleFrame.zero

  /// Creates the weighting for `sampleRate`, in Hz.
  public init(sampleRate: Double) {
    self.sampleRate = sampleRate
    // The shelf: +4 dB above 1.7 kHz. At 48 kHz these constants give the standard's table 1.
    let shelfQ = 0.7071752369554196
    let k = tan(.pi * 1681.974450955533 / sampleRate)
    let highGain = pow(10, 3.999843853973347 / 20)
    let bandGain = pow(highGain, 0.4996667741545416)
    let a0 = 1 + k / shelfQ + k * k
    shelfB0 = (highGain + bandGain * k / shelfQ + k * k) / a0
    shelfB1 = 2 * (k * k - highGain) / a0
    shelfB2 = (highGain - bandGain * k / shelfQ + k * k) / a0
    shelfA1 = 2 * (k * k - 1) / a0
    shelfA2 = (1 - k / shelfQ + k * k) / a0

    // The high-pass. Its numerator is 1, -2, 1 at every rate, as in the standard's table 2.
    let highpassQ = 0.5003270373238773
    let h = tan(.pi * 38.13547087602444 / sampleRate)
    let c0 = 1 + h / highpassQ + h * h
    highpassA1 = 2 * (h * h - 1) / c0
    highpassA2 = (1 - h / highpassQ + h * h) / c0
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    shelf1 = .zero
    shelf2 = .zero
    highpass1 = .zero
    highpass2 = .zero
  }

  /// Returns the weighted frame.
  @_noLocks @inline(__always)
  public mutating func process(_ frame: Frame) -> DoubleFrame {
    let input = DoubleFrame(Double(frame.x), Double(frame.y))
    let shelved = input * shelfB0 + shelf1
    shelf1 = (input * shelfB1 + shelf2) - shelved * shelfA1
    shelf2 = input * shelfB2 - shelved * shelfA2

    let output = shelved + highpass1
    highpass1 = (highpass2 - (shelved + shelved)) - output * highpassA1
    highpass2 = shelved - output * highpassA2
    return output
  }

  /// By how much the weighting changes the power of a steady tone at `hertz`, from 0 to Nyquist.
  @_noLocks
  public func powerGain(hertz: Double) -> Double {
    let s = sin(.pi * hertz / sampleRate)
    let shelf =
      Self.power(shelfB0, shelfB1, shelfB2, s * s) / Self.power(1, shelfA1, shelfA2, s * s)
    return shelf * Self.power(1, -2, 1, s * s) / Self.power(1, highpassA1, highpassA2, s * s)
  }

  /// The squared magnitude of b0 + b1/z + b2/z² on the unit circle, of which `s` is sin²(ω/2).
  ///
  /// In this form, R. Bristow-Johnson's, nothing cancels at low frequencies.
  @_noLocks
  private static func power(_ b0: Double, _ b1: Double, _ b2: Double, _ s: Double) -> Double {
    let sum = b0 + b1 + b2
    return sum * sum - 4 * s * (4 * b0 * b2 * (1 - s) + b1 * (b0 + b2))
  }
}

import CRealtime

/// The frequency weighting of loudness: a head's high shelf, then a high-pass.
///
/// ITU-R BS.1770-5, Annex 1, figures 2 and 4. The standard prints coefficients for 48 kHz only; here
/// they come from the analogue prototypes behind those figures (B. Neunaber's parameters, as in
/// libebur128 and pyloudnorm), so any rate from 8 kHz up is served.
public struct KWeighting {
  private let sampleRate: Double
  private let filters: k_weighting
  private var state = k_weighting_state()

  /// Creates the weighting for `sampleRate`, in Hz.
  public init(sampleRate: Double) {
    self.sampleRate = sampleRate
    // The shelf: +4 dB above 1.7 kHz. At 48 kHz these constants give the standard's table 1.
    let shelfQ = 0.7071752369554196
    let k = tan(.pi * 1681.974450955533 / sampleRate)
    let highGain = pow(10, 3.999843853973347 / 20)
    let bandGain = pow(highGain, 0.4996667741545416)
    let a0 = 1 + k / shelfQ + k * k
    var filters = k_weighting()
    filters.shelf_b0 = (highGain + bandGain * k / shelfQ + k * k) / a0
    filters.shelf_b1 = 2 * (k * k - highGain) / a0
    filters.shelf_b2 = (highGain - bandGain * k / shelfQ + k * k) / a0
    filters.shelf_a1 = 2 * (k * k - 1) / a0
    filters.shelf_a2 = (1 - k / shelfQ + k * k) / a0

    // The high-pass. Its numerator is 1, -2, 1 at every rate, as in the standard's table 2.
    let highpassQ = 0.5003270373238773
    let h = tan(.pi * 38.13547087602444 / sampleRate)
    let c0 = 1 + h / highpassQ + h * h
    filters.highpass_a1 = 2 * (h * h - 1) / c0
    filters.highpass_a2 = (1 - h / highpassQ + h * h) / c0
    self.filters = filters
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    state = k_weighting_state()
  }

  /// Weights a run of frames and, by the same filters with another past, a second one as long.
  ///
  /// The squares are added to two sums.
  @_noLocks @inline(__always)
  mutating func addSquares(
    of first: UnsafePointer<Frame>, to firstSum: inout DoubleFrame,
    beside other: inout KWeighting, of second: UnsafePointer<Frame>,
    to secondSum: inout DoubleFrame, length: Int
  ) {
    var filters = filters
    unsafe add_weighted_squares(
      &firstSum, &secondSum, &state, &other.state, &filters, first, second, length)
  }

  /// Weights a run of frames and adds the squares to a sum.
  ///
  /// The bits are the same for any split of the signal into runs, and beside another signal.
  @_noLocks @inline(__always)
  public mutating func addSquares(
    of block: inout MutableSpan<Frame>, to sum: inout DoubleFrame
  ) {
    var filters = filters
    let count = block.count
    guard count > 0 else { return }
    let frames = unsafe firstFrame(of: &block)
    unsafe add_weighted_squares_of_one(&sum, &state, &filters, frames, count)
  }

  /// By how much the weighting changes the power of a steady tone at `hertz`, from 0 to Nyquist.
  @_noLocks
  public func powerGain(hertz: Double) -> Double {
    let f = filters
    let s = sin(.pi * hertz / sampleRate)
    let shelf =
      Self.power(f.shelf_b0, f.shelf_b1, f.shelf_b2, s * s)
      / Self.power(1, f.shelf_a1, f.shelf_a2, s * s)
    return shelf * Self.power(1, -2, 1, s * s) / Self.power(1, f.highpass_a1, f.highpass_a2, s * s)
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

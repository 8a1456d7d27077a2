/// A band between two edges: a Butterworth high-pass and a Butterworth low-pass of second order each.
///
/// At the edges it is 3 dB down where they lie an octave or more apart, and it falls by 12 dB an octave
/// beyond. An edge near Nyquist or above is left open.
public struct BandPass: Sendable {
  /// Q of a second-order Butterworth filter: √½.
  private static let butterworthQ = 0.7071067811865476

  private let sampleRate: Double
  /// The lower edge.
  public let low: StateVariableCoefficients
  /// The upper edge; nil where it is left open.
  public let high: StateVariableCoefficients?
  private var lowFilter = StateVariableFilter()
  private var highFilter = StateVariableFilter()

  /// Creates a band from `lowHertz` to `highHertz`.
  public init(lowHertz: Double, highHertz: Double, sampleRate: Double) {
    self.sampleRate = sampleRate
    low = .highpass(
      cutoffHertz: min(lowHertz, 0.4 * sampleRate), q: Self.butterworthQ, sampleRate: sampleRate)
    let isOpen = highHertz >= 0.45 * sampleRate
    high =
      isOpen
      ? nil : .lowpass(cutoffHertz: highHertz, q: Self.butterworthQ, sampleRate: sampleRate)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    lowFilter.reset()
    highFilter.reset()
  }

  /// Returns what lies in the band of a frame.
  @_noLocks @inline(__always)
  public mutating func process(_ input: DoubleFrame) -> DoubleFrame {
    let above = lowFilter.process(input, low)
    guard let high else { return above }
    return highFilter.process(above, high)
  }

  /// By how much a steady tone at `hertz` changes in power.
  @_noLocks
  public func powerGain(hertz: Double) -> Double {
    guard hertz < sampleRate / 2 else { return 0 }
    let above = low.powerGain(hertz: hertz, sampleRate: sampleRate)
    guard let high else { return above }
    return above * high.powerGain(hertz: hertz, sampleRate: sampleRate)
  }
}

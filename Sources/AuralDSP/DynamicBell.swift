import CRealtime

/// A bell whose gain may be another at every frame, while no coefficient moves.
///
/// The output is x + (g - 1) · B(x), B being a band-pass of unity gain at the centre: there the bell has the
/// gain g exactly, minimum phase for any g above 0. At a gain of 1 the input passes to the last bit.
public struct DynamicBell: Sendable {
  /// No edge of a digital band lies closer to Nyquist than this, as a share of the sample rate.
  private static let highestEdge = 0.45

  /// The band of unity gain that is added or taken away.
  public let coefficients: StateVariableCoefficients

  private var filter = StateVariableFilter()

  /// Creates a bell whose band is `centreHertz / q` wide between the half-power points of B.
  ///
  /// The upper of them is kept where an analogue filter has it, by a Q that makes up for how the bilinear
  /// transform narrows a band near Nyquist: the bell is the same one at every sample rate.
  public init(centreHertz: Double, q: Double, sampleRate: Double) {
    let half = 1 / (2 * q)
    let upperHertz = centreHertz * (square_root(1 + half * half) + half)
    let centre = min(centreHertz, 0.9 * Self.highestEdge * sampleRate)
    let upper = min(max(upperHertz, centre), Self.highestEdge * sampleRate)
    // On the analogue side of the transform the edge lies this many times the centre above it.
    let ratio = tan(.pi * upper / sampleRate) / tan(.pi * centre / sampleRate)
    coefficients = .bandpass(
      centreHertz: centre, q: 1 / (ratio - 1 / ratio), sampleRate: sampleRate)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    filter.reset()
  }

  /// Returns a frame with what lies in the band at `gain`, an amplitude.
  @_noLocks @inline(__always)
  public mutating func process(_ input: DoubleFrame, gain: Double) -> DoubleFrame {
    input + filter.process(input, coefficients) * (gain - 1)
  }
}

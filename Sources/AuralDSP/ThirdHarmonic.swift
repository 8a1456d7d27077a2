import CRealtime

/// Makes the third harmonic of a band, three frames late.
///
/// A high-pass of second order and a `SteepLowPass` make the band, a `QuadraturePair` its analytic signal z;
/// Re z³ / (|z|² + knee) goes through the high-pass again, for of a sound that is lopsided in itself that law
/// makes a little of everything, down to 0 Hz. The second-order filters of the band are done side by side:
/// each hears what the one before it made a frame or two ago.
public struct ThirdHarmonic: Sendable {
  private let kernel: third_harmonic
  private var state = third_harmonic_state()

  /// Creates a silent one for the band from `lowEdge`, a high-pass, to the cutoff of `highEdge`.
  public init(
    lowEdge: StateVariableCoefficients, highEdge: SteepLowPass, sampleRate: Double
  ) {
    kernel = third_harmonic(
      edge: lowEdge.kernel, sections: (highEdge.pairs.first.kernel, highEdge.pairs.second.kernel),
      single: highEdge.single, single_keep: highEdge.singleKeep,
      allpasses: QuadraturePair(sampleRate: sampleRate).coefficients)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    state = third_harmonic_state()
  }

  /// Adds `share` of the harmonic to the first lane of a piece; share and knee go on by a step a frame.
  @_noLocks
  public mutating func add(
    to block: inout MutableSpan<Frame>, share: inout Double, shareStep: Double,
    knee: inout Double, kneeStep: Double
  ) {
    let count = block.count
    guard count > 0 else { return }
    let frames = unsafe firstFrame(of: &block)
    var law = third_harmonic_law(
      share: share, share_step: shareStep, knee: knee, knee_step: kneeStep)
    var kernel = kernel
    unsafe add_third_harmonic(frames, &kernel, &state, &law, count)
    share = law.share
    knee = law.knee
  }
}

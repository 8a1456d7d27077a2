import CRealtime

/// A high-pass of first order, whose rest is a low-pass of first order: the two add up to the
/// input.
///
/// So a share of it, added to the input or taken away, makes a shelf of minimum phase, and the
/// share may move from frame to frame. A trapezoidal integrator without a delay in its loop (V.
/// Zavalishin, "The Art of VA Filter Design", rev. 2.1.2, chapter 3).
public struct FirstOrderHighpass: Sendable {
  /// What the integrator takes of its input within the frame: g / (1 + g).
  let feed: DoubleFrame
  /// What its state takes of the input, and keeps of itself, from frame to frame.
  let stateFeed: DoubleFrame
  let stateKeep: DoubleFrame
  var state = DoubleFrame.zero

  /// Creates a filter at rest with the -3 dB point of each lane at `cutoffHertz`.
  ///
  /// A cutoff near Nyquist or above lies just below it.
  public init(cutoffHertz: DoubleFrame, sampleRate: Double) {
    let x = tan(.pi * min(cutoffHertz.x / sampleRate, 0.49))
    let y = tan(.pi * min(cutoffHertz.y / sampleRate, 0.49))
    feed = DoubleFrame(x / (1 + x), y / (1 + y))
    stateFeed = 2 * feed
    stateKeep = 1 - stateFeed
  }

  /// Creates a filter at rest with the -3 dB point of both lanes at `cutoffHertz`.
  public init(cutoffHertz: Double, sampleRate: Double) {
    self.init(cutoffHertz: DoubleFrame(repeating: cutoffHertz), sampleRate: sampleRate)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    state = .zero
  }

  /// Returns the high-passed frame.
  @_noLocks @inline(__always)
  public mutating func process(_ input: DoubleFrame) -> DoubleFrame {
    let low = state + (input - state) * feed
    // Not by way of `low`: so the next frame has the least to wait for.
    state = input * stateFeed + state * stateKeep
    return input - low
  }
}

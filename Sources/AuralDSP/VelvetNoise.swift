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

  private var past: SlidingFrames
  private var delays = InlineArray<12, Int>(repeating: 0)
  private var gains = InlineArray<12, Float>(repeating: 0)

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
    for k in taps.indices {
      let gain = amplitude(decibels: -Self.fadeDecibels * abs(taps[k])) / square_root(power)
      gains[k] = Float(taps[k] < 0 ? -gain : gain)
      delays[k] = max(1, Int((abs(taps[k]) * sampleRate / Self.gridRate).rounded()))
    }
    past = SlidingFrames(history: delays[11] + pieceFrames, pieceFrames: pieceFrames)
  }

  /// Silences the past.
  @_noLocks
  public mutating func reset() {
    past.reset()
  }

  /// Puts their echo, of the same power on average, in the place of the first frames of `piece`.
  ///
  /// `piece` has room for whole fours of frames; what lies behind `count` in the last is overwritten.
  @_noLocks
  public mutating func process(_ piece: borrowing FrameBuffer, count: Int) {
    assert((count + 3) / 4 * 4 <= piece.count)
    let start = past.extend(by: count)
    for i in 0..<count {
      past.frames[start + i] = piece[i]
    }
    // Tap by tap and four frames at a time: each tap is then one run through memory.
    for i in stride(from: 0, to: count, by: 4) { piece.setQuad(.zero, at: i) }
    for k in 0..<12 {
      let gain = gains[k]
      let source = start - delays[k]
      for i in stride(from: 0, to: count, by: 4) {
        piece.addQuad(past.frames.quad(at: source + i) * gain, at: i)
      }
    }
  }
}

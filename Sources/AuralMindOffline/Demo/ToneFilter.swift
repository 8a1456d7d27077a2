import Foundation

/// Splits a sound into what lies below, around and above a frequency.
///
/// Trapezoidal state-variable filter (Zavalishin, "The Art of VA Filter Design", rev. 2.1.2, §4).
struct ToneFilter {
  /// The three parts of one sample.
  struct Parts {
    var low: Double
    var band: Double
    var high: Double
  }

  private let gain: Double
  private let damping: Double
  private let scale: Double
  private var first: Double = 0
  private var second: Double = 0

  /// Creates a filter at `hertz`, or just under Nyquist where that is lower, of quality `q`.
  init(hertz: Double, q: Double, sampleRate: Double) {
    gain = tan(.pi * min(hertz / sampleRate, 0.45))
    damping = 1 / q
    scale = 1 / (1 + gain * (gain + damping))
  }

  /// Filters one sample.
  mutating func process(_ input: Double) -> Parts {
    let high = (input - (gain + damping) * first - second) * scale
    let band = gain * high + first
    let low = gain * band + second
    first = gain * high + band
    second = gain * band + low
    return Parts(low: low, band: band * damping, high: high)
  }
}

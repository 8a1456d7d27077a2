import AuralDSP
import CRealtime

/// The bands in which widening is measured, as lanes: all of the sound, and what lies above 800 Hz,
/// 2.5 kHz and 6 kHz.
///
/// The bass holds most mixes together, and would hide how wide they are above. First-order high-passes of
/// trapezoidal integrators (Zavalishin, "The Art of VA Filter Design", rev. 2.1.2, chapter 3). Powers are all
/// that is wanted of them, and for those single precision is far more than enough.
struct WidthBands {
  private static let cornersHertz = (800.0, 2_500.0, 6_000.0)

  /// What the integrators take of their input within the frame; those of the full band take nothing.
  private let feed: SIMD4<Float>
  /// What their states take of the input, and keep of themselves, from frame to frame.
  private let stateFeed: SIMD4<Float>
  private let stateKeep: SIMD4<Float>
  private var state = SIMD4<Float>.zero

  init(sampleRate: Double) {
    func feed(_ hertz: Double) -> Float {
      let g = tan(.pi * min(hertz / sampleRate, 0.49))
      return Float(g / (1 + g))
    }
    let corners = Self.cornersHertz
    self.feed = SIMD4(0, feed(corners.0), feed(corners.1), feed(corners.2))
    stateFeed = 2 * self.feed
    stateKeep = 1 - stateFeed
  }

  /// Forgets the past.
  @_noLocks
  mutating func reset() {
    state = .zero
  }

  /// Returns what lies in each band of a sample.
  @_noLocks @inline(__always)
  mutating func process(_ sample: Float) -> SIMD4<Float> {
    let input = SIMD4<Float>(repeating: sample)
    let low = state + (input - state) * feed
    state = input * stateFeed + state * stateKeep
    return input - low
  }
}

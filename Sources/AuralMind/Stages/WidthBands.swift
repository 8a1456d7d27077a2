import AuralDSP
import CRealtime

/// The bands in which widening is measured: all of the sound, and what lies above 800 Hz, 2.5 kHz and 6 kHz.
///
/// The bass holds most mixes together, and would hide how wide they are above. First-order high-passes of
/// trapezoidal integrators (Zavalishin, "The Art of VA Filter Design", rev. 2.1.2, chapter 3), of which the
/// scale is left to the powers. Powers are all that is wanted of them, and for those single precision is far
/// more than enough: the 64 frames of a quantum add up to within a millionth.
struct WidthBands {
  private static let cornersHertz = (800.0, 2_500.0, 6_000.0)

  private var bands = width_bands()
  /// The power of each high-pass for each of what it leaves out of the loop.
  private let scale: SIMD4<Float>

  init(sampleRate: Double) {
    func feed(_ hertz: Double) -> Float {
      let g = tan(.pi * min(hertz / sampleRate, 0.49))
      return Float(g / (1 + g))
    }
    let corners = Self.cornersHertz
    // The state of the full band stays at zero.
    let feeds = SIMD4<Float>(0, feed(corners.0), feed(corners.1), feed(corners.2))
    func frames(_ lanes: SIMD4<Float>) -> (Frame, Frame, Frame, Frame) {
      (
        Frame(repeating: lanes.x), Frame(repeating: lanes.y), Frame(repeating: lanes.z),
        Frame(repeating: lanes.w)
      )
    }
    bands.feed = frames(2 * feeds)
    bands.keep = frames(1 - 2 * feeds)
    scale = (1 - feeds) * (1 - feeds)
  }

  /// Forgets the past.
  @_noLocks
  mutating func reset() {
    bands.dry_state = (.zero, .zero, .zero, .zero)
    bands.change_state = (.zero, .zero, .zero, .zero)
    clear()
  }

  /// Hears frames of mid and side as they were, and as they are now.
  @_noLocks
  @unsafe mutating func hear(
    dry: UnsafePointer<Frame>, wet: UnsafePointer<Frame>, count: Int
  ) {
    unsafe add_band_powers(&bands, dry, wet, count)
  }

  /// The sums since the last `clear`.
  var quantum: WidthQuantum {
    @_noLocks get {
      let (dry, product, change) = (bands.dry_power, bands.product, bands.change_power)
      return WidthQuantum(
        mid: SIMD4(dry.0.x, dry.1.x, dry.2.x, dry.3.x) * scale,
        side: SIMD4(dry.0.y, dry.1.y, dry.2.y, dry.3.y) * scale,
        cross: SIMD4(product.0.y, product.1.y, product.2.y, product.3.y) * scale,
        change: SIMD4(change.0.y, change.1.y, change.2.y, change.3.y) * scale)
    }
  }

  /// Whether nothing was heard since the last `clear`.
  var isSilent: Bool {
    @_noLocks get { bands.dry_power.0.sum() <= 0 }
  }

  /// Begins new sums.
  @_noLocks
  mutating func clear() {
    bands.dry_power = (.zero, .zero, .zero, .zero)
    bands.product = (.zero, .zero, .zero, .zero)
    bands.change_power = (.zero, .zero, .zero, .zero)
  }
}

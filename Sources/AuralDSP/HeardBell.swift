import CRealtime

/// A bell on mid, and what two bands hold of a mid that is heard to decide on its gain.
///
/// Bands and bell are those of `BandPass` and `DynamicBell`, as difference equations (transposed direct
/// form II), whose scales are left out of the loop: so all lower edges, upper edges and the bell are done
/// at once with the fewest steps. In double precision that form is as good at the frequencies of a
/// detector as any. Where the bell's gain is 1 the input passes to the last bit.
public struct HeardBell: Sendable {
  private var bands = two_bands()
  private var bell = bell_filter()
  private let powerScale: DoubleFrame
  private let bellScale: Double

  /// Creates a bell at rest and ears for two bands; one that is nil hears everything.
  public init(first: BandPass?, second: BandPass?, bell: DynamicBell) {
    let (one, two) = (Edges(first), Edges(second))
    powerScale = DoubleFrame(one.scale * one.scale, two.scale * two.scale)
    bellScale = bell.coefficients.scale
    bands.b1 = (DoubleFrame(one.low.b1, two.low.b1), DoubleFrame(one.high.b1, two.high.b1))
    bands.b2 = (DoubleFrame(one.low.b2, two.low.b2), DoubleFrame(one.high.b2, two.high.b2))
    bands.a1 = (DoubleFrame(one.low.a1, two.low.a1), DoubleFrame(one.high.a1, two.high.a1))
    bands.a2 = (DoubleFrame(one.low.a2, two.low.a2), DoubleFrame(one.high.a2, two.high.a2))
    let recursion = bell.coefficients.recursion
    self.bell.a1 = recursion.x
    self.bell.a2 = recursion.y
  }

  /// Forgets the past; the gain is 1.
  @_noLocks
  public mutating func reset() {
    bands.first = (.zero, .zero)
    bands.second = (.zero, .zero)
    bands.power = .zero
    bell.first = 0
    bell.second = 0
    bell.lift = 0
    bell.lift_step = 0
  }

  /// Sets out from `gain`, an amplitude, by `step` a frame.
  @_noLocks
  public mutating func go(from gain: Double, by step: Double) {
    bell.lift = (gain - 1) * bellScale
    bell.lift_step = step * bellScale
  }

  /// Returns the sums of the squares that were heard in both bands since the last call.
  @_noLocks
  public mutating func takePowers() -> DoubleFrame {
    let powers = bands.power * powerScale
    bands.power = .zero
    return powers
  }

  /// Hears mid, the first lane, in some frames of `ahead`, and works on that of the block's.
  @_noLocks
  public mutating func process(
    _ block: inout MutableSpan<Frame>, _ range: Range<Int>, ahead: borrowing FrameBuffer
  ) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= min(block.count, ahead.count),
      "a range of both")
    let frames = unsafe firstFrame(of: &block)
    unsafe hear_and_dip(
      &bands, &bell, frames + range.lowerBound, ahead.base + range.lowerBound, range.count)
  }

  /// A filter of second order whose numerator begins with 1.
  private struct Section {
    var b1 = 0.0
    var b2 = 0.0
    var a1 = 0.0
    var a2 = 0.0

    /// What lets everything pass.
    init() {}

    /// A filter whose numerator is 1, `middle`, 1; its feed is less what the recursion takes.
    init(_ coefficients: StateVariableCoefficients, middle: Double) {
      let recursion = coefficients.recursion
      a1 = recursion.x
      a2 = recursion.y
      b1 = middle - a1
      b2 = 1 - a2
    }
  }

  /// The edges of a band, and the scale of both.
  private struct Edges {
    var low = Section()
    var high = Section()
    var scale = 1.0

    init(_ band: BandPass?) {
      guard let band else { return }
      low = Section(band.low, middle: -2)
      scale = band.low.scale
      guard let upper = band.high else { return }
      high = Section(upper, middle: 2)
      scale *= upper.scale
    }
  }
}

/// The sums of a quantum that decide how far side may be widened: see `WidthSums`.
///
/// In single precision, four lanes to a vector: 64 frames add up to within a millionth.
struct WidthQuantum {
  /// The power of mid.
  var mid = SIMD4<Float>.zero
  /// The power of side before it was widened.
  var side = SIMD4<Float>.zero
  /// The product of side and what widening adds to it.
  var cross = SIMD4<Float>.zero
  /// The power of what widening adds.
  var change = SIMD4<Float>.zero

  /// Whether nothing was heard.
  var isSilent: Bool {
    @_noLocks get { mid.x + side.x <= 0 }
  }

  /// Takes in a frame.
  @_noLocks @inline(__always)
  mutating func add(mid: SIMD4<Float>, side: SIMD4<Float>, change: SIMD4<Float>) {
    self.mid += mid * mid
    self.side += side * side
    cross += side * change
    self.change += change * change
  }
}

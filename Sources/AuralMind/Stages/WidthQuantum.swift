/// The sums of a quantum that decide how far side may be widened: see `WidthSums`.
///
/// Each has a lane for each of the guard's bands.
struct WidthQuantum {
  /// The power of mid.
  var mid = SIMD4<Float>.zero
  /// The power of side before it was widened.
  var side = SIMD4<Float>.zero
  /// The product of side and what widening adds to it.
  var cross = SIMD4<Float>.zero
  /// The power of what widening adds.
  var change = SIMD4<Float>.zero
}

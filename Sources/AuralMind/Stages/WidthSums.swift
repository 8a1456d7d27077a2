import AuralDSP
import CRealtime

/// What decides how far side may be widened: powers of mid and side, and of what widening adds.
///
/// Each sum has a lane for each of the guard's bands, of which the first is the full band.
struct WidthSums {
  /// The power of mid.
  var mid = SIMD4<Double>.zero
  /// The power of side before it was widened.
  var side = SIMD4<Double>.zero
  /// The product of side and what widening adds to it.
  var cross = SIMD4<Double>.zero
  /// The power of what widening adds.
  var change = SIMD4<Double>.zero

  /// Forgets all but `share` of the past and takes in a quantum.
  @_noLocks
  mutating func follow(_ quantum: WidthQuantum, keeping share: Double) {
    mid = mid * share + SIMD4<Double>(quantum.mid)
    side = side * share + SIMD4<Double>(quantum.side)
    cross = cross * share + SIMD4<Double>(quantum.cross)
    change = change * share + SIMD4<Double>(quantum.change)
  }

  /// The largest share of the widening, from 0 to 1, with which side's power keeps to its limits in
  /// every lane.
  ///
  /// - Parameters:
  ///   - ratio: The greatest power of side over that of mid. Where side is above that already, it may not
  ///     grow at all, but be narrowed.
  ///   - growth: By how much the power of mid and side together may grow, as a share of it.
  /// - Returns: The share, the same for all lanes.
  @_noLocks
  func largestShare(ratio: SIMD4<Double>, growth: Double) -> Double {
    let byRatio = mid * ratio - side
    let byGrowth = (mid + side) * growth
    let room = byRatio.replacing(with: byGrowth, where: byGrowth .< byRatio)
    var share = 1.0
    for lane in 0..<4 {
      share = min(
        share,
        Self.largestShare(room: max(room[lane], 0), cross: cross[lane], change: change[lane]))
    }
    return share
  }

  /// The largest s from 0 to 1 with s² · change + 2 s · cross ≤ room: the upper root of a parabola
  /// that is not above 0 at s = 0, in the form in which nothing cancels.
  @_noLocks
  private static func largestShare(room: Double, cross: Double, change: Double) -> Double {
    if change + 2 * cross <= room { return 1 }
    let root = square_root(cross * cross + change * room)
    return min(1, cross > 0 ? room / (cross + root) : (root - cross) / change)
  }
}

import AuralDSP
import CRealtime

/// What decides how far side may be widened: powers of mid and side, and of what widening adds.
///
/// The first lane of each sum is the full band, the second what lies above 800 Hz.
struct WidthSums {
  /// The power of mid.
  var mid = DoubleFrame.zero
  /// The power of side before it was widened.
  var side = DoubleFrame.zero
  /// The product of side and what widening adds to it.
  var cross = DoubleFrame.zero
  /// The power of what widening adds.
  var change = DoubleFrame.zero

  /// Whether nothing was heard.
  var isSilent: Bool {
    @_noLocks get { mid.x + side.x <= 0 }
  }

  /// Takes in a frame.
  @_noLocks @inline(__always)
  mutating func add(mid: DoubleFrame, side: DoubleFrame, change: DoubleFrame) {
    self.mid += mid * mid
    self.side += side * side
    cross += side * change
    self.change += change * change
  }

  /// Forgets all but `share` of the past and takes in `sums`.
  @_noLocks
  mutating func follow(_ sums: WidthSums, keeping share: Double) {
    mid = mid * share + sums.mid
    side = side * share + sums.side
    cross = cross * share + sums.cross
    change = change * share + sums.change
  }

  /// The largest share of the widening, from 0 to 1, with which side's power stays at or below
  /// `ratio` times that of mid, in both lanes.
  ///
  /// Where side is above that already, it may not grow at all, but be narrowed.
  @_noLocks
  func largestShare(ratio: DoubleFrame) -> Double {
    let room = mid * ratio - side
    return min(
      Self.largestShare(room: max(room.x, 0), cross: cross.x, change: change.x),
      Self.largestShare(room: max(room.y, 0), cross: cross.y, change: change.y))
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

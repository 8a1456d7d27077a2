/// Goes from 0 where `value` is at most `low` to 1 where it is at least `high`, along 3t² - 2t³.
///
/// The slope is 0 at both ends, so that what is steered by it sets in and stops gently.
@_noLocks
public func smoothStep(_ value: Double, from low: Double, to high: Double) -> Double {
  let t = min(max((value - low) / (high - low), 0), 1)
  return t * t * (3 - 2 * t)
}

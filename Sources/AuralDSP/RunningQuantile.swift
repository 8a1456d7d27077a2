/// The value that a given part of a stream stays below, without keeping the stream.
///
/// Five markers: the extremes, the quantile, and one between each. Every value moves each marker
/// that is out of its place by one, along a parabola through its neighbours. R. Jain & I. Chlamtac,
/// "The P² Algorithm for Dynamic Calculation of Quantiles and Histograms Without Storing
/// Observations" (CACM 28(10), 1985). Here the past also fades: whenever `memoryCount` values have
/// been counted, half of them are forgotten, so that the quantile is that of the last half to whole
/// of them.
public struct RunningQuantile: Sendable {
  /// The part of the values that stays below, from 0 to 1.
  public let part: Double

  private let memoryCount: Double
  /// The heights of the markers, ascending, and how many values lie at or below each.
  private var heights = InlineArray<5, Double>(repeating: 0)
  private var positions = InlineArray<5, Double>(repeating: 0)
  private var count = 0.0

  /// Creates the quantile of no values.
  ///
  /// - Parameters:
  ///   - part: The part of the values that stays below, between 0 and 1.
  ///   - memoryCount: The number of values at which half of them are forgotten, at least 20.
  public init(part: Double, memoryCount: Int) {
    precondition(part > 0 && part < 1 && memoryCount >= 20)
    self.part = part
    self.memoryCount = Double(memoryCount)
  }

  /// The quantile; 0 before the first value, the nearest rank before the fifth.
  public var value: Double {
    @_noLocks get {
      if count >= 5 { return heights[2] }
      return count > 0 ? heights[min(Int(part * count), Int(count) - 1)] : 0
    }
  }

  /// Forgets every value.
  @_noLocks
  public mutating func reset() {
    count = 0
  }

  /// Counts a value.
  @_noLocks
  public mutating func add(_ value: Double) {
    if count < 5 {
      insert(value)
      return
    }
    var cell = 0
    if value < heights[0] {
      heights[0] = value
    } else if value >= heights[4] {
      heights[4] = value
      cell = 3
    } else {
      while cell < 3 && value >= heights[cell + 1] { cell += 1 }
    }
    for k in cell + 1..<5 { positions[k] += 1 }
    count += 1
    for k in 1..<4 { adjust(k) }
    if count >= memoryCount { forgetHalf() }
  }

  /// Puts one of the first five values in its place.
  @_noLocks
  private mutating func insert(_ value: Double) {
    var place = Int(count)
    while place > 0 && heights[place - 1] > value {
      heights[place] = heights[place - 1]
      place -= 1
    }
    heights[place] = value
    count += 1
    positions[Int(count) - 1] = count
  }

  /// Moves a marker by one if it is out of its place by as much.
  @_noLocks
  private mutating func adjust(_ k: Int) {
    let share = k == 2 ? part : k == 1 ? part / 2 : (1 + part) / 2
    let distance = 1 + (count - 1) * share - positions[k]
    let above = positions[k + 1] - positions[k]
    let below = positions[k - 1] - positions[k]
    guard (distance >= 1 && above > 1) || (distance <= -1 && below < -1) else { return }
    let step: Double = distance > 0 ? 1 : -1
    let rise = (heights[k + 1] - heights[k]) / above
    let fall = (heights[k - 1] - heights[k]) / below
    // The parabola through three markers; a straight line where it would leave their order.
    let bent =
      heights[k] + step / (above - below) * ((step - below) * rise + (above - step) * fall)
    if heights[k - 1] < bent && bent < heights[k + 1] {
      heights[k] = bent
    } else {
      heights[k] += step * (step > 0 ? rise : fall)
    }
    positions[k] += step
  }

  /// Counts every value half from now on.
  ///
  /// The extremes, which nothing else would ever bring back, are left to the values to come.
  @_noLocks
  private mutating func forgetHalf() {
    count /= 2
    for k in 0..<5 { positions[k] = 1 + (positions[k] - 1) / 2 }
    positions[4] = count
    heights[0] = heights[1]
    heights[4] = heights[3]
  }
}

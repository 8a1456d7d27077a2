import AuralDSP
import Foundation

/// How often a figure was read, in bins of one width: enough for percentiles, whatever the length.
struct Histogram: Sendable {
  private let lowest: Double
  private let width: Double
  private var counts: [Double]

  /// Creates an empty histogram of `count` bins.
  init(lowest: Double, width: Double, count: Int) {
    self.lowest = lowest
    self.width = width
    counts = [Double](repeating: 0, count: count)
  }

  /// Short-term loudness from the absolute gate of BS.1770 up, in tenths of a LU.
  static var levels: Histogram { Histogram(lowest: -70, width: 0.1, count: 900) }

  /// Notes of the bass, in steps of 2 cents.
  static var notes: Histogram {
    Histogram(lowest: 0, width: 2, count: Int(note(hertz: BassTracker.range.upperBound) / 2) + 1)
  }

  /// The height of a note above the lowest that is tracked, in cents.
  static func note(hertz: Double) -> Double { 1_200 * log2(hertz / BassTracker.range.lowerBound) }

  /// The frequency of a note of that height, in Hz.
  static func hertz(note: Double) -> Double { BassTracker.range.lowerBound * exp2(note / 1_200) }

  /// The sum of all that was counted.
  var total: Double { counts.reduce(0, +) }

  /// Counts a figure; what is below the lowest bin does not count.
  mutating func add(_ value: Double) {
    let index = ((value - lowest) / width).rounded(.down)
    guard index >= 0 else { return }
    counts[Int(min(index, Double(counts.count - 1)))] += 1
  }

  /// Adds another histogram of the same bins, as so much in all.
  mutating func add(_ other: Histogram, weight: Double) {
    let total = other.total
    guard total > 0 else { return }
    for i in counts.indices { counts[i] += other.counts[i] * weight / total }
  }

  /// The figure that `percent` of all lie below, inside its bin by straight line; nil of nothing.
  func percentile(_ percent: Double) -> Double? {
    let goal = total * percent / 100
    guard total > 0 else { return nil }
    var below = 0.0
    for (i, count) in counts.enumerated() where count > 0 {
      if below + count >= goal {
        return lowest + width * (Double(i) + min(1, max(0, (goal - below) / count)))
      }
      below += count
    }
    return lowest + width * Double(counts.count)
  }
}

extension Collection<Double> {
  /// The value in the middle of all; between the two in the middle where there are two.
  var median: Double { quantile(0.5) }

  /// The value that so great a share of all stays below or reaches, between neighbours in proportion.
  func quantile(_ share: Double) -> Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return .nan }
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = Swift.min(below + 1, sorted.count - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
  }
}

extension GainSearch {
  /// A loss of loudness that tells anything, in LU.
  private static let leastLossLU = 0.002

  /// The gain at which the target is met, as far as what limiting has cost so far tells, in dB; nil
  /// where it does not.
  ///
  /// The loss is what loudness lacks of what the gain alone would bring. Its square root is nearly
  /// straight over the gain, so that two readings place a third within a few hundredths of a LU.
  var gainByLoss: Double? {
    guard let unlimitedLUFS else { return nil }
    let points = readings.compactMap { reading -> (gain: Double, root: Double)? in
      let loss = unlimitedLUFS + reading.gainDecibels - reading.integratedLUFS
      return loss > Self.leastLossLU ? (reading.gainDecibels, loss.squareRoot()) : nil
    }
    let nearest = readings.sorted { distance($0) < distance($1) }
    let chosen = nearest.compactMap { reading in
      points.first { $0.gain == reading.gainDecibels }
    }.prefix(3)
    guard chosen.count > 1 else { return nil }
    var gain = chosen[0].gain
    for _ in 0..<Self.lossSteps {
      let root = Self.value(at: gain, through: Array(chosen))
      let next = targetLUFS - unlimitedLUFS + root * root
      guard next.isFinite, Self.gains.contains(next) else { return nil }
      if abs(next - gain) < 0.0005 { return next }
      gain = next
    }
    return nil
  }

  /// The most steps towards the gain; where limiting takes most of what gain brings it has none.
  private static let lossSteps = 60

  /// The line or parabola through points, by Lagrange.
  private static func value(
    at gain: Double, through points: [(gain: Double, root: Double)]
  ) -> Double {
    points.indices.reduce(0) { sum, i in
      points.indices.filter { $0 != i }.reduce(points[i].root) { product, j in
        product * (gain - points[j].gain) / (points[i].gain - points[j].gain)
      } + sum
    }
  }
}

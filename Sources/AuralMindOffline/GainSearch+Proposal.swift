extension GainSearch {
  /// The next gain worth a pass, in dB; nil when no untried one can be better.
  var proposal: Double? {
    if readings.contains(where: { isWithinLimit($0) && distance($0) <= toleranceLU }) {
      return nil
    }
    let high = readings.first(where: isTooHigh)
    let below = readings.filter { $0.gainDecibels < high?.gainDecibels ?? .infinity }
    guard let low = below.last else {
      guard let high, high.gainDecibels > Self.gains.lowerBound else { return nil }
      return Self.usable(min(estimate, high.gainDecibels - 0.001))
    }
    if let summit = below.max(by: { $0.integratedLUFS < $1.integratedLUFS }),
      summit.integratedLUFS > low.integratedLUFS
    {
      return nearerToSummit(summit)
    }
    if isLimitUsedUp(by: low) { return nil }
    guard let high else { return higher(than: low) }

    let width = high.gainDecibels - low.gainDecibels
    // Gains are whole thousandths of a decibel.
    guard width > 0.0015 else { return nil }
    let estimate = estimate
    let isInside = estimate > low.gainDecibels && estimate < high.gainDecibels
    let isSlow = passes >= 6 && width > 0.5
    let middle = (low.gainDecibels + high.gainDecibels) / 2
    return Self.usable(
      isInside && !isSlow
        ? min(max(estimate, low.gainDecibels + 0.001), high.gainDecibels - 0.001) : middle)
  }

  private func isTooHigh(_ reading: Reading) -> Bool {
    reading.integratedLUFS > targetLUFS || !isWithinLimit(reading)
  }

  /// A gain beyond the greatest one tried, which was not enough; nil where there is none.
  private func higher(than low: Reading) -> Double? {
    guard low.gainDecibels < Self.gains.upperBound else {
      // A limiter at work at the end of the range may be past the summit from the start.
      let isLone = passes == 1 && low.averageGainReductionDecibels > 1
      return isLone ? low.gainDecibels - Self.summitWidthDecibels : nil
    }
    // Where loudness hardly answers, the end of the range shows whether it falls again.
    let estimate = estimate
    return isFlat || estimate <= low.gainDecibels
      ? Self.gains.upperBound : Self.usable(max(estimate, low.gainDecibels + 0.001))
  }

  /// The gain at which, as far as the readings tell, the target or the limit is met.
  private var estimate: Double {
    let byLoudness =
      gainByLoss ?? gain(at: targetLUFS, startingSlope: 1) { $0.integratedLUFS }
    guard let limits, readings.contains(where: { !isWithinLimit($0) }) else { return byLoudness }
    // Its root is nearly straight from the first gain reduction on. What reduces nothing at all does
    // not tell how far it is from there.
    let aim = (limits.lowerBound + limits.upperBound) / 2
    let reducing = readings.filter { $0.averageGainReductionDecibels > 1e-6 }
    // Of the last decibel of gain that a limiter at work was given, about seven tenths came to nothing.
    let root = reducing.map(\.averageGainReductionDecibels).min()?.squareRoot() ?? 1
    let byLimit = gain(at: aim.squareRoot(), startingSlope: 0.7 / (2 * root), among: reducing) {
      $0.averageGainReductionDecibels.squareRoot()
    }
    return min(byLoudness, byLimit)
  }

  /// A gain nearer to the greatest loudness, which lies beside `summit`; nil where no gain can bring
  /// more than the resolution.
  ///
  /// Parabolic interpolation with the golden section to fall back on (Brent, "Algorithms for
  /// Minimization without Derivatives", 1973, §5).
  private func nearerToSummit(_ summit: Reading) -> Double? {
    let x = summit.gainDecibels
    guard let above = readings.first(where: { $0.gainDecibels > x }) else { return nil }
    let up = above.gainDecibels - x
    guard let below = readings.last(where: { $0.gainDecibels < x }) else {
      guard x > Self.gains.lowerBound else { return nil }
      return Self.usable(x - max(Self.leastStepDecibels, Self.goldenRatio * up))
    }
    let down = x - below.gainDecibels
    let fallAbove = summit.integratedLUFS - above.integratedLUFS
    let fallBelow = summit.integratedLUFS - below.integratedLUFS
    // The parabola through the three: its slope at the summit, and how fast that falls.
    let slope = (fallBelow * up / down - fallAbove * down / up) / (up + down)
    let curvature = 2 * (fallBelow / down + fallAbove / up) / (up + down)
    let isNarrow = max(up, down) <= Self.summitWidthDecibels
    let isResolved = max(fallAbove, fallBelow) <= Self.summitToleranceLU
    guard curvature > 0, !isResolved else { return nil }
    let step = slope / curvature
    let gain = step * slope / 2
    if isNarrow, gain < Self.summitToleranceLU / 2 { return nil }
    if abs(step) >= Self.leastStepDecibels / 4, step < up - 0.01, step > 0.01 - down {
      return Self.usable(x + step)
    }
    let share = 2 - Self.goldenRatio
    return Self.usable(up > down ? x + share * up : x - share * down)
  }

  private static let goldenRatio = 1.618_033_988_75

  /// The least step down from a gain that is past the summit, in dB.
  private static let leastStepDecibels = 2.0

  /// The distance between readings, in dB, over which loudness near its summit is a parabola.
  private static let summitWidthDecibels = 6.0

  /// The gain at which a figure takes `value`, through the two or three readings nearest to it.
  ///
  /// Inverse quadratic interpolation (Brent, as above, §4.2); a lone reading is left along
  /// `startingSlope`.
  private func gain(
    at value: Double, startingSlope: Double, among candidates: [Reading]? = nil,
    of figure: (Reading) -> Double
  ) -> Double {
    let nearest = (candidates ?? readings).sorted {
      abs(figure($0) - value) < abs(figure($1) - value)
    }
    guard let first = nearest.first else { return 0 }
    // Readings too much alike say nothing of what lies between them.
    guard let second = nearest.dropFirst().first(where: { abs(figure($0) - figure(first)) > 1e-4 })
    else { return first.gainDecibels + (value - figure(first)) / startingSlope }
    let third = nearest.first {
      abs(figure($0) - figure(first)) > 1e-4 && abs(figure($0) - figure(second)) > 1e-4
    }
    let points = [first, second] + (third.map { [$0] } ?? [])
    return points.indices.reduce(0) { sum, i in
      points.indices.filter { $0 != i }.reduce(points[i].gainDecibels) { product, j in
        product * (value - figure(points[j])) / (figure(points[i]) - figure(points[j]))
      } + sum
    }
  }
}

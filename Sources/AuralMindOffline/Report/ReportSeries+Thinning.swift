extension ReportSeries {
  /// As many pairs of points as a chart can show of a long curve.
  private static let mostPairs = 400

  /// The points, or of a long curve the lowest and the highest of each of some hundreds of stretches.
  ///
  /// No extreme is lost: what a peak was can still be read.
  static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 2 * mostPairs else { return points }
    let length = (points.count + mostPairs - 1) / mostPairs
    return stride(from: 0, to: points.count, by: length).flatMap { start -> [Point] in
      let stretch = points[start..<min(start + length, points.count)]
      let heard = stretch.indices.filter { points[$0].y != nil }
      guard let low = heard.min(by: { height(points[$0]) < height(points[$1]) }),
        let high = heard.max(by: { height(points[$0]) < height(points[$1]) })
      else { return [points[start]] }
      return low == high ? [points[low]] : [points[min(low, high)], points[max(low, high)]]
    }
  }

  private static func height(_ point: Point) -> Double { point.y ?? 0 }
}

extension ReportSeries {
  /// The share of the room between two bars that a bar takes.
  private static let barShare = 0.72

  /// The series as SVG in a frame.
  ///
  /// - Parameters:
  ///   - frame: Where it is drawn.
  ///   - place: Which of the rows of bars it is, from 0 on.
  ///   - count: How many rows of bars stand beside one another.
  /// - Returns: The elements.
  func drawing(_ frame: ChartFrame, place: Int, of count: Int) -> String {
    switch style {
    case .line, .step:
      return "<path class=\"line \(tint.rawValue)\" d=\"\(curves(frame).map(\.path).joined())\"/>"
    case .area:
      let base = ChartFrame.text(frame.placeY(0))
      let fills = curves(frame).map { curve in
        "M\(ChartFrame.text(curve.start)) \(base)L\(curve.path.dropFirst())"
          + "L\(ChartFrame.text(curve.end)) \(base)z"
      }
      return """
        <path class="area \(tint.rawValue)" d="\(fills.joined())"/>
        <path class="line \(tint.rawValue)" d="\(curves(frame).map(\.path).joined())"/>
        """
    case .bars:
      return "<path class=\"fill \(tint.rawValue)\" d=\"\(bars(frame, place: place, of: count))\"/>"
    }
  }

  /// The unbroken stretches of the curve, and where each begins and ends.
  private func curves(_ frame: ChartFrame) -> [(path: String, start: Double, end: Double)] {
    var curves: [(path: String, start: Double, end: Double)] = []
    var isBroken = true
    for point in points {
      guard let y = point.y else {
        isBroken = true
        continue
      }
      let place = frame.placeX(point.x)
      let (across, up) = (ChartFrame.text(place), ChartFrame.text(frame.placeY(y)))
      if isBroken {
        curves.append((path: "M\(across) \(up)", start: place, end: place))
        isBroken = false
      } else {
        curves[curves.count - 1].path += style == .step ? "H\(across)V\(up)" : "L\(across) \(up)"
        curves[curves.count - 1].end = place
      }
    }
    return curves
  }

  private func bars(_ frame: ChartFrame, place: Int, of count: Int) -> String {
    let places = points.map { frame.placeX($0.x) }
    let gaps = zip(places, places.dropFirst()).map { $1 - $0 }
    let room = Self.barShare * (gaps.min() ?? frame.plotRight - frame.plotLeft)
    let width = room / Double(max(count, 1))
    let offset = Double(place) * width - room / 2
    let base = ChartFrame.text(frame.placeY(0))
    return zip(points, places).compactMap { point, middle in
      point.y.map { y in
        let (left, right) = (
          ChartFrame.text(middle + offset), ChartFrame.text(middle + offset + width)
        )
        return "M\(left) \(base)V\(ChartFrame.text(frame.placeY(y)))H\(right)V\(base)z"
      }
    }.joined()
  }
}

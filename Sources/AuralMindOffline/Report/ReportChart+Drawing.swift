extension ReportChart {
  /// The chart as inline SVG.
  var drawing: String {
    let frame = ChartFrame(x: x, y: y, stripCount: strips.count)
    let size = "0 0 \(ChartFrame.text(ChartFrame.width)) \(ChartFrame.text(ChartFrame.height))"
    let words = note.isEmpty ? title : "\(title). \(note)"
    let rows = series.indices.filter { series[$0].style == .bars }
    let curves = series.enumerated().map { index, series in
      series.drawing(frame, place: rows.firstIndex(of: index) ?? 0, of: rows.count)
    }
    let parts =
      axes(frame) + curves + levels.flatMap { draw($0, frame) }
      + strips.enumerated().flatMap { draw($1, at: $0, frame) }
    return """
      <svg viewBox="\(size)" role="img" aria-label="\(markup(words))">
      \(parts.joined(separator: "\n"))
      </svg>
      """
  }

  private func axes(_ frame: ChartFrame) -> [String] {
    let (left, right) = (ChartFrame.text(frame.plotLeft), ChartFrame.text(frame.plotRight))
    let (top, bottom) = (ChartFrame.text(frame.plotTop), ChartFrame.text(frame.plotBottom))
    var parts: [String] = []
    for tick in y.ticks where y.range.contains(tick.value) {
      let place = frame.placeY(tick.value)
      let isZero = tick.value == 0 && y.range.lowerBound < 0 && y.range.upperBound > 0
      parts.append(
        "<path class=\"\(isZero ? "zero" : "grid")\" d=\"M\(left) \(ChartFrame.text(place))H\(right)\"/>"
      )
      parts.append(
        Self.label(tick.label, x: frame.plotLeft - 6, y: place + 4, anchor: "end"))
    }
    for tick in x.ticks where x.range.contains(tick.value) {
      let place = frame.placeX(tick.value)
      parts.append("<path class=\"grid\" d=\"M\(ChartFrame.text(place)) \(top)V\(bottom)\"/>")
      parts.append(Self.label(tick.label, x: place, y: frame.labelTop, anchor: "middle"))
    }
    parts.append(Self.label(Self.name(y), x: frame.plotLeft - 6, y: 10, anchor: "start", "unit"))
    parts.append(
      Self.label(Self.name(x), x: frame.plotRight, y: frame.labelTop + 12, anchor: "end", "unit"))
    return parts
  }

  private func draw(_ level: Level, _ frame: ChartFrame) -> [String] {
    guard y.range.contains(level.value) else { return [] }
    let place = ChartFrame.text(frame.placeY(level.value))
    let (left, right) = (ChartFrame.text(frame.plotLeft), ChartFrame.text(frame.plotRight))
    // Its own background keeps it apart from dense curves.
    return ["halo", "level"].map { "<path class=\"\($0)\" d=\"M\(left) \(place)H\(right)\"/>" }
  }

  private func draw(_ strip: Strip, at index: Int, _ frame: ChartFrame) -> [String] {
    let top = ChartFrame.text(frame.stripTop(index))
    let stretches = strip.ranges.map { range in
      let (start, end) = (frame.placeX(range.lowerBound), frame.placeX(range.upperBound))
      return "M\(ChartFrame.text(start)) \(top)H\(ChartFrame.text(max(end, start + 0.5)))v4H"
        + "\(ChartFrame.text(start))z"
    }
    guard !stretches.isEmpty else { return [] }
    return ["<path class=\"fill \(strip.tint.rawValue)\" d=\"\(stretches.joined())\"/>"]
  }

  private static func name(_ axis: ReportAxis) -> String {
    [axis.title, axis.unit].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func label(
    _ text: String, x: Double, y: Double, anchor: String, _ kind: String = "tick"
  ) -> String {
    guard !text.isEmpty else { return "" }
    return """
      <text class="\(kind)" x="\(ChartFrame.text(x))" y="\(ChartFrame.text(y))" \
      text-anchor="\(anchor)">\(markup(text))</text>
      """
  }
}

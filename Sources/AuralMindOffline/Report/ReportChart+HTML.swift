extension ReportChart {
  /// The chart as HTML: heading, legend, drawing, note.
  var html: String {
    let entries =
      series.map { ($0.name, Self.swatch($0)) } + levels.map { ($0.name, Self.levelSwatch) }
      + strips.map { ($0.name, Self.swatch($0)) }
    let items = entries.map { name, swatch in "<li>\(swatch)\(markup(name))</li>" }
    let legend = items.count > 1 ? "<ul class=\"legend\">\(items.joined())</ul>\n" : ""
    let words = note.isEmpty ? "" : "\n<p class=\"note\">\(markup(note))</p>"
    return """
      <figure>
      <figcaption>\(markup(title))</figcaption>
      \(legend)\(drawing)\(words)
      </figure>
      """
  }

  /// The sample of a series in a legend.
  private static func swatch(_ series: ReportSeries) -> String {
    let shape =
      switch series.style {
      case .line, .step: "<path class=\"line \(series.tint.rawValue)\" d=\"M1 6H21\"/>"
      case .area, .bars:
        "<rect class=\"fill \(series.tint.rawValue)\" x=\"1\" y=\"1\" width=\"20\" height=\"10\"/>"
      }
    return "<svg class=\"swatch\" viewBox=\"0 0 22 12\" aria-hidden=\"true\">\(shape)</svg>"
  }

  /// The sample of a level in a legend.
  private static let levelSwatch = """
    <svg class="swatch" viewBox="0 0 22 12" aria-hidden="true">\
    <path class="level" d="M1 6H21"/></svg>
    """

  /// The sample of a strip in a legend.
  private static func swatch(_ strip: Strip) -> String {
    """
    <svg class="swatch" viewBox="0 0 22 12" aria-hidden="true">\
    <rect class="fill \(strip.tint.rawValue)" x="1" y="4" width="20" height="4"/></svg>
    """
  }
}

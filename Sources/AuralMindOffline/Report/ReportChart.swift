/// A chart of one quantity over another.
public struct ReportChart: Sendable {
  /// What the chart shows.
  public var title: String
  /// What to look for in it, or how it was taken; empty for none.
  public var note: String
  /// The axis from left to right.
  public var x: ReportAxis
  /// The axis from bottom to top.
  public var y: ReportAxis
  /// What is drawn, the first at the back.
  public var series: [ReportSeries]
  /// Levels across the chart, as a target is.
  public var levels: [Level]
  /// Rows of stretches below the curves, as a gate that opens and shuts.
  public var strips: [Strip]

  /// A level across a chart.
  public struct Level: Sendable, Encodable {
    /// What it is.
    public var name: String
    /// Where it is, in the unit of the vertical axis.
    public var value: Double

    /// Creates a level.
    public init(name: String, value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// A row of stretches of the horizontal axis.
  public struct Strip: Sendable {
    /// What holds in the stretches.
    public var name: String
    /// The colour.
    public var tint: ReportSeries.Tint
    /// The stretches, ascending, in the unit of the horizontal axis.
    public var ranges: [ClosedRange<Double>]

    /// Creates a row.
    public init(name: String, tint: ReportSeries.Tint, ranges: [ClosedRange<Double>]) {
      self.name = name
      self.tint = tint
      self.ranges = ranges
    }
  }

  /// Creates a chart.
  public init(
    title: String, note: String = "", x: ReportAxis, y: ReportAxis, series: [ReportSeries],
    levels: [Level] = [], strips: [Strip] = []
  ) {
    self.title = title
    self.note = note
    self.x = x
    self.y = y
    self.series = series
    self.levels = levels
    self.strips = strips
  }
}

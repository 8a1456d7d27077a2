/// A curve, or a row of bars, of a chart.
public struct ReportSeries: Sendable {
  /// What it shows, as the legend says.
  public var name: String
  /// How it is drawn.
  public var style: Style
  /// Its colour, and its dashes in print.
  public var tint: Tint
  /// What it goes through, ascending in x.
  public var points: [Point]

  /// How points become a drawing.
  public enum Style: Sendable {
    /// Straight from point to point.
    case line
    /// Level from each point to the next.
    case step
    /// As `line`, and filled down to 0, or to the edge that is nearest to it.
    case area
    /// A bar from 0 at each point.
    case bars
  }

  /// A colour that keeps its meaning throughout a report.
  public enum Tint: String, CaseIterable, Sendable {
    /// What was there: a mix, or A. Grey.
    case first
    /// What came of it: a master, or B. Blue.
    case second
    /// What it is compared with. Orange, dashed.
    case third
    /// What does not fit the others. Green.
    case fourth
  }

  /// A point of a curve.
  public struct Point: Sendable, Equatable {
    /// Where it is, in the unit of the horizontal axis.
    public var x: Double
    /// How high it is, in the unit of the vertical axis; nil breaks the curve.
    public var y: Double?

    /// Creates a point; a height that is no number breaks the curve.
    public init(x: Double, y: Double?) {
      self.x = x
      self.y = y.flatMap { $0.isFinite ? $0 : nil }
    }
  }

  /// Creates a curve.
  public init(name: String, style: Style = .line, tint: Tint, points: [Point]) {
    self.name = name
    self.style = style
    self.tint = tint
    self.points = points
  }
}

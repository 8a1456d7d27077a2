/// A report for people and programs, before it is HTML, Markdown or JSON.
///
/// It knows words, tables and charts, and nothing of mastering. The same document makes the same bytes.
public struct ReportDocument: Sendable {
  /// What the report is on, as its heading.
  public var title: String
  /// What it tells in one line; empty for none.
  public var subtitle: String
  /// The parts, in reading order.
  public var sections: [ReportSection]
  /// The figures behind it, which are all of its JSON form.
  public var figures: any Encodable & Sendable

  /// Creates a report.
  public init(
    title: String, subtitle: String = "", sections: [ReportSection] = [],
    figures: any Encodable & Sendable
  ) {
    self.title = title
    self.subtitle = subtitle
    self.sections = sections
    self.figures = figures
  }
}

/// A part of a report under a heading of its own.
public struct ReportSection: Sendable {
  /// The heading; empty for none.
  public var title: String
  /// What it shows, in reading order.
  public var blocks: [ReportBlock]
  /// Whether it begins a new page in print.
  public var startsPage: Bool

  /// Creates a section.
  public init(title: String, startsPage: Bool = false, blocks: [ReportBlock]) {
    self.title = title
    self.blocks = blocks
    self.startsPage = startsPage
  }
}

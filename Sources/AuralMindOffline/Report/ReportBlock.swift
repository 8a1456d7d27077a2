/// One thing that a report shows.
public enum ReportBlock: Sendable {
  /// Plain words.
  case paragraph(String)
  /// The sentence to be read first.
  case verdict(String, ReportVerdict)
  /// A table; neighbours stand side by side where there is room.
  case table(ReportTable)
  /// A chart; neighbours stand side by side where there is room.
  case chart(ReportChart)
  /// Lines for a shell, in their order.
  case commands([ReportCommand])
}

/// How a piece of work ended.
public enum ReportVerdict: String, Sendable {
  /// As it was asked for.
  case good
  /// Otherwise than it was asked for.
  case short
  /// Neither good nor bad.
  case neutral
}

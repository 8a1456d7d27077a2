/// A table of text, its numbers written out.
public struct ReportTable: Sendable {
  /// What the table shows; empty where its section says so.
  public var title: String
  /// The heads of the columns, from left to right.
  public var columns: [Column]
  /// The cells, row by row; a row that is too short is empty at its end.
  public var rows: [[String]]

  /// A column of a table.
  public struct Column: Sendable {
    /// What heads it; empty for none.
    public var title: String
    /// Whether it holds numbers, which stand at its right edge.
    public var isNumeric: Bool

    /// Creates a column of words.
    public static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }

    /// Creates a column of numbers.
    public static func number(_ title: String) -> Column { Column(title: title, isNumeric: true) }
  }

  /// Creates a table.
  public init(title: String = "", columns: [Column], rows: [[String]]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}

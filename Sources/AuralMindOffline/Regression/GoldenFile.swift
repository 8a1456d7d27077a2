import Foundation

/// The golden figures of the regression suite as text: CSV, one figure a row, in one order.
public struct GoldenFile: Sendable, Equatable {
  /// Where the project keeps its own, seen from its root.
  public static let defaultPath = "Tests/Golden/regression.csv"

  /// The first line.
  private static let header = "programme,rate,preset,figure,value,tolerance"
  /// The longest text that is read, in bytes: ten times what the suite writes.
  private static let maximumBytes = 4 << 20

  /// The figures, in ascending order.
  public let rows: [GoldenRow]

  /// Takes figures in any order, each named once.
  public init(_ rows: [GoldenRow]) {
    self.rows = rows.sorted { $0.key < $1.key }
  }

  /// The text; the same figures give the same bytes.
  public var text: String {
    let lines = rows.map { row in
      let key = row.key
      return """
        \(key.programme),\(key.sampleRate),\(key.preset),\(key.figure),\
        \(Self.number(row.value)),\(Self.number(row.tolerance))
        """
    }
    return ([Self.header] + lines).joined(separator: "\n") + "\n"
  }

  /// Reads a text, in whatever order its rows are.
  public init(text: String, path: String) throws(GoldenFileError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map(String.init) == Self.header else { throw .noHeader(path: path) }
    var rows: [GoldenRow] = []
    var keys: Set<GoldenRow.Key> = []
    for (i, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      guard let row = Self.row(line) else { throw .badRow(path: path, line: i + 1) }
      guard keys.insert(row.key).inserted else { throw .twice(path: path, line: i + 1) }
      rows.append(row)
    }
    self.init(rows)
  }

  /// Reads a regular file.
  public init(path: String) throws(GoldenFileError) {
    guard let status = FileStatus(path: path) else { throw .missing(path: path) }
    guard status.isRegular, let file = FileHandle(forReadingAtPath: path),
      let data = try? file.read(upToCount: Self.maximumBytes + 1)
    else { throw .unreadable(path: path) }
    guard data.count <= Self.maximumBytes, let text = String(validating: data, as: UTF8.self)
    else { throw .noHeader(path: path) }
    try self.init(text: text, path: path)
  }

  /// Puts the figures in place of any file there, whole or not at all.
  public func write(to destination: Destination) throws(AudioFileError) {
    try destination.write(Array(text.utf8))
  }

  private static func row(_ line: Substring) -> GoldenRow? {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 6, let sampleRate = Int(fields[1]), let value = Double(fields[4]),
      let tolerance = Double(fields[5]), value.isFinite, tolerance.isFinite, tolerance >= 0
    else { return nil }
    return GoldenRow(
      key: GoldenRow.Key(
        programme: fields[0], sampleRate: sampleRate, preset: fields[2], figure: fields[3]),
      value: value, tolerance: tolerance)
  }

  /// The shortest text that reads as the same number; what is 0 has no sign.
  private static func number(_ value: Double) -> String { "\(value == 0 ? 0 : value)" }
}

import AuralMind
import Foundation
import Testing

@Suite struct ProfileFaultTests {
  private func fault(_ text: String) -> ProfileFault? {
    do {
      let bytes = Array(text.utf8)
      _ = try Profile(text: bytes.span)
      return nil
    } catch {
      return error
    }
  }

  /// A profile of `rows`, from its fourth line on.
  private func profile(_ rows: String, promising count: Int = 2) -> String {
    "* auralmind-profile 1\n* rows: \(count)\n* columns: frequency_hz mid_db side_db\n\(rows)"
  }

  private func rows(_ count: Int) -> String {
    (0..<count).map { "\(10 + $0) -20 -30" }.joined(separator: "\n")
  }

  @Test(
    "a row that cannot be is refused with its line",
    arguments: [
      ("0 -20 -20", ProfileFault.Kind.badFrequency), ("-5 -20 -20", .badFrequency),
      ("20 -20 -20", .notAscending), ("19.99 -20 -20", .notAscending),
      ("40 200.01 0", .badLevel), ("40 0 -200.01", .badLevel), ("40 -20", .wrongColumnCount),
      ("40 -20 -20 -20", .wrongColumnCount), ("40 -20 nan", .notNumbers),
      ("40 inf -20", .notNumbers), ("40 -20 1e999", .notNumbers), ("words", .notNumbers),
      ("40; -20; -20", .notNumbers), ("40 -2\u{1}0 -20", .notText), ("40 \u{0} -20", .notText),
    ])
  func badRow(row: String, kind: ProfileFault.Kind) {
    let fault = fault(profile("20 -20 -30\n\(row)"))
    #expect(fault == ProfileFault(line: 5, kind: kind))
    #expect(fault?.words.utf8CodeUnitCount ?? 0 > 10)
  }

  @Test("levels at the limits are taken")
  func limits() {
    #expect(fault(profile("20 200 -200\n1e5 -200 200")) == nil)
  }

  @Test("4096 rows are taken, one more is not, and their number must be the promised one")
  func rowCount() {
    #expect(fault(profile(rows(4_096), promising: 4_096)) == nil)
    #expect(
      fault(profile(rows(4_097), promising: 4_096)) == ProfileFault(line: 4_100, kind: .tooManyRows)
    )
    #expect(fault(profile(rows(5), promising: 4)) == ProfileFault(line: 8, kind: .wrongRowCount))
    #expect(fault(profile(rows(4), promising: 5)) == ProfileFault(line: 7, kind: .wrongRowCount))
    #expect(
      fault("* auralmind-profile 1\n" + rows(3)) == ProfileFault(line: 4, kind: .wrongRowCount))
    #expect(fault(profile(rows(1), promising: 1)) == ProfileFault(line: 4, kind: .tooFewRows))
    #expect(fault("20 1") == ProfileFault(line: 1, kind: .tooFewRows))
    #expect(fault("") == ProfileFault(line: 0, kind: .tooFewRows))
  }

  @Test("a text of 1 MiB is taken, one byte more is not")
  func length() {
    let text = profile(rows(2)) + "\n"
    let fill = 1 << 20
    let full = text + String(repeating: "#", count: fill - text.utf8.count)
    #expect(fault(full) == nil)
    #expect(fault(full + "#") == ProfileFault(line: 0, kind: .tooLong))
  }

  @Test("another version is refused by name", arguments: ["2", "", "1.1", "one"])
  func version(version: String) {
    #expect(
      fault("* auralmind-profile \(version)\n" + rows(2))
        == ProfileFault(line: 1, kind: .unknownVersion))
  }

  @Test(
    "a key whose value cannot be is refused with its line",
    arguments: [
      "rows: 4097", "rows: -1", "rows: 2.5", "rows:", "sources: many", "sample-rate: 0",
      "integrated-lufs: loud", "correlation: 20 120 1.01", "correlation: 120 20 0",
      "correlation: 20 0.5", "level: 101 -20", "section: 5 4 0.5", "section: 0 5 1.5",
      "sub-fundamental-hz: 0", "true-peak-dbtp: 1e300", "plr-db: nan",
    ])
  func badHeader(line: String) {
    #expect(
      fault("* auralmind-profile 1\n* \(line)\n" + rows(2))
        == ProfileFault(line: 2, kind: .badHeader))
  }

  @Test(
    "columns that are not understood are refused",
    arguments: ["frequency_hz mid_db", "mid_db side_db", "frequency_hz mid_db mid_db side_db", ""])
  func badColumns(names: String) {
    #expect(
      fault("* auralmind-profile 1\n* columns: \(names)\n" + rows(2))
        == ProfileFault(line: 2, kind: .badColumns))
  }

  @Test("rows that miss the scale are refused")
  func outsideScale() {
    #expect(fault("1 0\n2 0") == ProfileFault(line: 2, kind: .outsideScale))
    #expect(fault("2e5 0\n3e5 0") == ProfileFault(line: 2, kind: .outsideScale))
  }
}

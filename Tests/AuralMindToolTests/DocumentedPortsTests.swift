import AuralMind
import AuralMindOffline
import Support
import Testing

/// The table of ports that people read is the program's.
@Suite struct DocumentedPortsTests {
  private static let ports = Control.allCases.filter { $0.kind == .input || $0.kind == .output }
  private let document: Document

  init() throws { document = try Document("docs/controls.md") }

  @Test(arguments: ports)
  func `every port stands in its group with range, default and unit`(control: Control) throws {
    let group = "\(control.parameter.group.name)"
    let rows = document.rows(under: group).filter { $0.first == "`\(control.symbol)`" }
    #expect(rows.count == 1, "\(group) has \(control.symbol) \(rows.count) times")
    let expected = cells(of: control)
    #expect(rows.allSatisfy { $0.dropLast() == expected[...] }, "\(expected)")
  }

  @Test(arguments: ports)
  func `every value with a name has it, and what is typed for it`(control: Control) throws {
    let words = document.rows().first { $0.first == "`\(control.symbol)`" }?.last ?? ""
    let isTyped = control.kind == .input && control.parameter.style == .enumeration
    let labels = control.parameter.scalePoints.map { "\($0.label)" }
    for (point, name) in zip(control.parameter.scalePoints, control.namedValues) {
      let isShort = control.parameter.style != .enumeration
      let number = written(Double(point.value))
      let expected =
        isShort
        ? "\(number) (\(point.label))" : "\(number) \(point.label)" + (isTyped ? " `\(name)`" : "")
      #expect(words.contains(expected), "\(control.symbol): \(expected)")
    }
    #expect(labels.count == control.namedValues.count)
  }

  @Test func `nothing stands there that is no port`() {
    let symbols = Set(Self.ports.map { "`\($0.symbol)`" })
    let named = document.rows().compactMap(\.first).filter { $0.hasPrefix("`") }
    #expect(named.count == symbols.count)
    for name in named { #expect(symbols.contains(name), "\(name)") }
    for control in Control.allCases where !Self.ports.contains(control) {
      #expect(document.lines.contains { $0.contains("`\(control.symbol)`") }, "\(control.symbol)")
    }
  }

  /// What the row of a port begins with.
  private func cells(of control: Control) -> [String] {
    let range = control.range
    let ends = [range.lowest, range.highest].map { written(Double($0)) }.joined(separator: "…")
    let initial = control.kind == .input ? [written(Double(range.initial))] : []
    let unit = control.parameter.unit.map { "\($0.symbol)" } ?? ""
    return ["`\(control.symbol)`", ends] + initial + [unit]
  }
}

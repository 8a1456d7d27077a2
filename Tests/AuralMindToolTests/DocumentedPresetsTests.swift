import AuralMindOffline
import AuralMindTurtle
import Support
import Testing

@testable import AuralMind

/// What people read of presets and deliveries is what the program has.
@Suite struct DocumentedPresetsTests {
  private let presets: Document
  private let loudness: Document

  init() throws {
    presets = try Document("docs/presets.md")
    loudness = try Document("docs/loudness.md")
  }

  @Test func `every character stands with its name, number, loudness and ceiling`() {
    let rows = presets.rows(under: "Characters").map { Array($0.prefix(5)) }
    for preset in Preset.allCases {
      let row = [
        "\(preset.name)", "`\(preset.slug)`", "\(preset.rawValue)",
        written(preset.values.targetLUFS), written(preset.values.ceilingDecibels),
      ]
      #expect(rows.contains(row), "\(row)")
    }
  }

  @Test func `every value of every character stands in the table`() throws {
    let rows = presets.rows(under: "Characters")
    let head = try #require(rows.first { $0.first == "at 100 %" })
    #expect(head.dropFirst() == Preset.allCases.map { "\($0.name)" }[...])
    for value in DocumentedValue.all {
      let row = [value.name] + Preset.allCases.map { written(value.of($0)) }
      #expect(rows.contains(row), "\(row)")
    }
  }

  @Test func `every delivery stands with its name, number, loudness and ceiling`() {
    let rows = loudness.rows(under: "For each platform").map { Array($0.dropFirst().prefix(4)) }
    for delivery in Delivery.allCases {
      let goal = delivery.goal.map { [written($0.targetLUFS), written($0.ceilingDecibels)] }
      let row = ["`\(delivery.slug)`", "\(delivery.rawValue)"] + (goal ?? ["–", "–"])
      #expect(rows.contains(row), "\(row)")
    }
  }

  @Test func `every preset that ships is told of`() {
    let headings = presets.lines.filter { $0.hasPrefix("### ") }.map { $0.dropFirst(4) }
    for preset in FactoryPreset.all {
      let isTold =
        preset.label.hasPrefix("Delivery: ")
        ? presets.section("Deliveries").contains { $0.contains("`\(preset.label)`") }
        : headings.contains { $0 == preset.label }
          || presets.rows(under: "Characters").contains { $0.first == preset.label }
      #expect(isTold, "\(preset.label)")
    }
    for heading in headings {
      #expect(FactoryPreset.all.contains { $0.label == heading }, "\(heading)")
    }
  }

  @Test func `every preset for a purpose stands with what it changes`() throws {
    let headings = presets.lines.filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    for preset in FactoryPreset.all where headings.contains(preset.label) {
      let start = try #require(presets.lines.firstIndex(of: "### \(preset.label)"))
      let changed = preset.values.filter {
        $0.value != $0.control.range.initial || $0.control == .preset
      }
      let assignments = changed.map { control, value in
        let name = control.parameter.scalePoints.firstIndex { $0.value == value }
        let isNamed = control.parameter.style == .enumeration
        let typed = isNamed ? name.map { control.namedValues[$0] } : nil
        return "\(control.symbol)=\(typed ?? written(Double(value)).replacing("−", with: "-"))"
      }
      let told = presets.lines[start + 2].split(separator: " ").map {
        $0.trimmingCharacters(in: ["`"])
      }
      #expect(
        Set(told) == Set(assignments), "\(preset.label): \(assignments.joined(separator: " "))")
    }
  }
}

import FileSupport
import Foundation
import FoundationXML
import Testing

@testable import AuralMindOffline

@Suite struct ReportDocumentTests {
  private struct Figures: Encodable {
    let b = 1.5
    let a = [1, 2]
  }

  /// A document with everything there is, under names that are markup.
  private func document(_ name: String = #"a <b> & "c" | *d*"#) -> ReportDocument {
    let points = [(20.0, 1.0), (1_000, -2), (20_000, 7)].map { ReportSeries.Point(x: $0, y: $1) }
    let styles: [ReportSeries.Style] = [.line, .step, .area, .bars]
    let chart = ReportChart(
      title: name, note: name, x: .frequency(20...20_000),
      y: .level(unit: "dB", covering: [-2, 7], atLeast: -3...3),
      series: zip(styles, ReportSeries.Tint.allCases).map {
        ReportSeries(name: name, style: $0, tint: $1, points: points)
      }, levels: [ReportChart.Level(name: name, value: 3)],
      strips: [ReportChart.Strip(name: name, tint: .first, ranges: [100...200])])
    let table = ReportTable(
      title: name, columns: [.text(name), .number("n")], rows: [[name, "1"], [name]])
    return ReportDocument(
      title: name, subtitle: name,
      sections: [
        ReportSection(
          title: name,
          blocks: [
            .verdict(name, .good), .paragraph(name), .table(table), .table(table), .chart(chart),
            .chart(chart), .commands([ReportCommand(purpose: name, words: ["echo", name])]),
          ])
      ], figures: Figures())
  }

  /// The text between the tags of markup, if it is well-formed.
  private func text(_ html: String) throws -> String {
    final class Reader: NSObject, XMLParserDelegate {
      var text = ""
      func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }
    let parser = XMLParser(data: Data(html.utf8))
    let reader = Reader()
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reader.text
  }

  @Test("HTML is well-formed and says what it was given, whatever is in it")
  func escaping() throws {
    for name in [#"a <b> & "c" | *d*"#, "</style>&#0;&amp;", "\u{1}\u{FFFE} control"] {
      let text = try text(document(name).html)
      let readable = String(
        String.UnicodeScalarView(
          name.unicodeScalars.map {
            $0.value < 0x20 || $0.value == 0xFFFE ? "\u{FFFD}" : $0
          }))
      // Heading, title of the window, subtitle, section, verdict, paragraph, and so on.
      #expect(text.components(separatedBy: readable).count > 15)
    }
  }

  @Test("HTML needs nothing beside it, and runs nothing")
  func alone() {
    let html = document().html
    for word in ["http", "<script", "src=", "href", "url(", "@import", "onload"] {
      #expect(!html.contains(word), "\(word)")
    }
  }

  @Test("drawings keep inside their frame, beyond the ends of the axes too")
  func frame() throws {
    let chart = ReportChart(
      title: "", x: ReportAxis(unit: "", range: 0...1, ticks: []),
      y: ReportAxis(unit: "", range: 0...1, ticks: []),
      series: [
        ReportSeries(
          name: "", tint: .first,
          points: [-9, 0.5, 9].map { ReportSeries.Point(x: $0, y: $0) })
      ])
    let path = try #require(chart.drawing.firstMatch(of: #/class="line first" d="M([^"]*)"/#)?.1)
    let places = path.split { "L ".contains($0) }.compactMap { Double($0) }
    #expect(places.count == 6)
    #expect(places.allSatisfy { $0 >= 0 && $0 <= ChartFrame.width })
    #expect(places[1] > places[3] && places[3] > places[5], "up is up")
  }

  @Test("a point without a height breaks the curve")
  func gaps() {
    let points = [0.1, .nan, 0.3, 0.4].map { ReportSeries.Point(x: $0, y: $0) }
    let series = ReportSeries(name: "", tint: .first, points: points)
    let axis = ReportAxis(unit: "", range: 0...1, ticks: [])
    let path = series.drawing(ChartFrame(x: axis, y: axis, stripCount: 0), place: 0, of: 0)
    #expect(path.split(separator: "M").count == 3)
  }

  @Test("a long curve keeps its extremes and its ends in time")
  func thinning() {
    var points = (0..<36_000).map { ReportSeries.Point(x: Double($0), y: sin(Double($0))) }
    points[12_345].y = 99
    points[23_456].y = -99
    points[500].y = nil
    let thinned = ReportSeries.thinned(points)
    #expect(thinned.count <= 800)
    #expect(thinned.contains(points[12_345]) && thinned.contains(points[23_456]))
    #expect(zip(thinned, thinned.dropFirst()).allSatisfy { $0.x < $1.x })
    #expect(ReportSeries.thinned(Array(points[..<700])).count == 700)
  }

  @Test("an axis reaches over its values, between six steps or so")
  func axes() {
    for (low, high) in [(-0.03, 0.04), (-23.0, -7.4), (0, 0), (-3, 3), (-250, 10)] {
      let axis = ReportAxis.level(unit: "", covering: [low, high, .nan], atLeast: -0.01...0.01)
      #expect(axis.range.lowerBound <= low && axis.range.upperBound >= high)
      #expect((2...9).contains(axis.ticks.count), "\(axis.ticks)")
      #expect(axis.ticks.map(\.value).first == axis.range.lowerBound)
    }
    for seconds in [0.4, 6, 90, 3_600, 90_000] {
      #expect((2...9).contains(ReportAxis.time(seconds: seconds).ticks.count), "\(seconds) s")
    }
  }

  @Test("a shell gets the words of a command as they were")
  func quoting() throws {
    let words = ["it's", "a b", "$HOME", "", "plain.wav", "\\", "`x`", "−"]
    let line = ReportCommand(purpose: "", words: ["printf", "%s|"] + words).line
    #expect(try Tool.shell(line).output == words.map { "\($0)|" }.joined())
  }

  @Test("Markdown has the tables and the charts, and no markup of names")
  func markdown() {
    let text = document().markdown
    #expect(text.hasPrefix("# a \\<b\\> \\& \"c\" \\| \\*d\\*\n"))
    #expect(text.contains("|---|---:|"))
    #expect(text.contains("| 1k | −2.0 | −2.0 | −2.0 | −2.0 |"))
    #expect(text.contains("    echo 'a <b>"))
  }

  @Test("the extension decides, and a file is replaced whole", arguments: ["html", "md", "json"])
  func writing(fileExtension: String) throws {
    let folder = try TemporaryFolder()
    let name = "r.\(fileExtension)"
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder(name)))
    try writeReport(document(), to: Destination(path: folder(name), inputs: []))
    let first = try folder.bytes(name)
    try writeReport(document(), to: Destination(path: folder(name), inputs: []))
    #expect(try folder.bytes(name) == first)
    #expect(try folder.names == [name])
    let start = ["html": "<!DOCTYPE html>", "md": "# ", "json": "{\n  \"a\" : ["][fileExtension]
    #expect(String(decoding: first, as: UTF8.self).hasPrefix(start ?? "?"))
  }

  @Test("only names of reports are taken for reports")
  func formats() {
    #expect(ReportFormat(path: "a.HTML") == .html)
    #expect(ReportFormat(path: "a.htm") == .html)
    #expect(ReportFormat(path: "dir.md/a.markdown") == .markdown)
    for path in ["a.txt", "a", "html", "a.json.gz", "a."] {
      #expect(ReportFormat(path: path) == nil, "\(path)")
    }
  }
}

extension ReportDocument {
  /// The report as one HTML file that needs nothing beside it: no network, no scripts.
  ///
  /// The markup is well-formed XML too, so that programs can read it.
  var html: String {
    let head = subtitle.isEmpty ? "" : "<p class=\"subtitle\">\(markup(subtitle))</p>\n"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>\(markup(title))</title>
      <style>
      \(reportStyle)
      </style>
      </head>
      <body>
      <header>
      <h1>\(markup(title))</h1>
      \(head)</header>
      \(sections.map(\.html).joined(separator: "\n"))
      </body>
      </html>

      """
  }
}

extension ReportSection {
  /// The section as HTML; charts that follow one another share a grid.
  fileprivate var html: String {
    var parts: [String] = []
    var charts: [String] = []
    for block in blocks {
      if case .chart(let chart) = block {
        charts.append(chart.html)
        continue
      }
      parts += Self.grid(charts)
      charts = []
      parts.append(block.html)
    }
    parts += Self.grid(charts)
    let heading = title.isEmpty ? "" : "<h2>\(markup(title))</h2>\n"
    let style = startsPage ? " class=\"page\"" : ""
    return "<section\(style)>\n\(heading)\(parts.joined(separator: "\n"))\n</section>"
  }

  private static func grid(_ charts: [String]) -> [String] {
    charts.isEmpty ? [] : ["<div class=\"charts\">\n\(charts.joined(separator: "\n"))\n</div>"]
  }
}

extension ReportBlock {
  /// The block as HTML.
  fileprivate var html: String {
    switch self {
    case .paragraph(let text): "<p>\(markup(text))</p>"
    case .verdict(let text, let verdict):
      "<p class=\"verdict \(verdict.rawValue)\">\(markup(text))</p>"
    case .table(let table): table.html
    case .chart(let chart): chart.html
    case .commands(let commands): commands.map(\.html).joined(separator: "\n")
    }
  }
}

extension ReportCommand {
  /// The line as HTML, below what it is for.
  fileprivate var html: String {
    "<p class=\"purpose\">\(markup(purpose))</p>\n<pre><code>\(markup(line))</code></pre>"
  }
}

extension ReportTable {
  /// The table as HTML, in a box that scrolls where it is too wide.
  fileprivate var html: String {
    let caption = title.isEmpty ? "" : "<caption>\(markup(title))</caption>\n"
    let heads = columns.map { "<th\(Self.alignment($0))>\(markup($0.title))</th>" }
    let isHeadless = columns.allSatisfy { $0.title.isEmpty }
    let head = isHeadless ? "" : "<thead><tr>\(heads.joined())</tr></thead>\n"
    let body = rows.map { row in
      let cells = columns.indices.map { column in
        let text = markup(column < row.count ? row[column] : "")
        let tag = column == 0 ? "th scope=\"row\"" : "td"
        return "<\(tag)\(Self.alignment(columns[column]))>\(text)</\(column == 0 ? "th" : "td")>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return """
      <div class="table"><table>
      \(caption)\(head)<tbody>
      \(body.joined(separator: "\n"))
      </tbody>
      </table></div>
      """
  }

  private static func alignment(_ column: Column) -> String {
    column.isNumeric ? " class=\"number\"" : ""
  }
}

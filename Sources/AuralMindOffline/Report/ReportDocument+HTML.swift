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
  /// The section as HTML; charts, or tables, that follow one another share a grid.
  fileprivate var html: String {
    var parts: [String] = []
    var start = 0
    while start < blocks.count {
      let kind = blocks[start].neighbours
      let end = blocks[start...].firstIndex { $0.neighbours != kind } ?? blocks.count
      let run = blocks[start..<end].map(\.html).joined(separator: "\n")
      // A table alone takes the whole width, and a chart its half.
      let isGrid = kind == .chart || kind == .table && end - start > 1
      parts.append(isGrid ? "<div class=\"beside\">\n\(run)\n</div>" : run)
      start = end
    }
    let heading = title.isEmpty ? "" : "<h2>\(markup(title))</h2>\n"
    let style = startsPage ? " class=\"page\"" : ""
    return "<section\(style)>\n\(heading)\(parts.joined(separator: "\n"))\n</section>"
  }
}

extension ReportBlock {
  /// The kinds of block that stand beside others of their kind.
  fileprivate enum Neighbours {
    case chart, table
  }

  /// The kind that the block stands beside; nil where it stands alone.
  fileprivate var neighbours: Neighbours? {
    switch self {
    case .chart: .chart
    case .table: .table
    case .paragraph, .verdict, .commands: nil
    }
  }

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

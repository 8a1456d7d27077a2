extension ReportDocument {
  /// The report as Markdown; of a chart it has the values at the labels of its axis.
  var markdown: String {
    var parts = ["# \(Self.line(title))"]
    if !subtitle.isEmpty { parts.append(Self.line(subtitle)) }
    for section in sections {
      if !section.title.isEmpty { parts.append("## \(Self.line(section.title))") }
      parts += section.blocks.map(Self.text)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func text(_ block: ReportBlock) -> String {
    switch block {
    case .paragraph(let text): line(text)
    case .verdict(let text, _): "**\(line(text))**"
    case .table(let table): text(table)
    case .chart(let chart): text(chart.table)
    case .commands(let commands):
      // Indented by four, a block of code needs no fence that its own text could end.
      commands.map { command in
        let lines = command.line.split(separator: "\n", omittingEmptySubsequences: false)
        return "\(line(command.purpose))\n\n" + lines.map { "    \($0)" }.joined(separator: "\n")
      }.joined(separator: "\n\n")
    }
  }

  private static func text(_ table: ReportTable) -> String {
    let heads = table.columns.map(\.title)
    let rules = table.columns.map { $0.isNumeric ? "---:" : "---" }
    let rows = table.rows.map { row in
      table.columns.indices.map { $0 < row.count ? row[$0] : "" }
    }
    let lines = [row(heads), "|\(rules.joined(separator: "|"))|"] + rows.map(row)
    let title = table.title.isEmpty ? "" : "### \(line(table.title))\n\n"
    return title + lines.joined(separator: "\n")
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map(line).joined(separator: " | ") + " |"
  }

  /// Text on one line in which nothing is markup.
  private static func line(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "<", ">", "|", "[", "]", "#", "&": result += "\\\(character)"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }
}

extension ReportChart {
  /// The chart as a table of its values at the labels of its horizontal axis.
  fileprivate var table: ReportTable {
    let unit = y.unit.isEmpty ? "" : " (\(y.unit))"
    let across = [x.title, x.unit].filter { !$0.isEmpty }.joined(separator: ", ")
    let rows = x.ticks.filter { !$0.label.isEmpty }.map { tick in
      [tick.label] + series.map { $0.value(near: tick.value) }
    }
    let marks = levels.map { level in
      [level.name] + series.map { _ in written(level.value, decimals: 1) }
    }
    return ReportTable(
      title: title, columns: [.text(across)] + series.map { .number($0.name + unit) },
      rows: rows + marks)
  }
}

extension ReportSeries {
  /// The value of the point that is nearest to `place`, written out.
  fileprivate func value(near place: Double) -> String {
    let nearest = points.min { abs($0.x - place) < abs($1.x - place) }
    return nearest?.y.map { written($0, decimals: 1) } ?? "–"
  }
}

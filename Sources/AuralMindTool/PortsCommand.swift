import ArgumentParser
import AuralMind
import AuralMindOffline

/// Lists the plugin's control ports.
struct PortsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ports",
    abstract: "Lists the plugin's control ports: what --set takes and the meters show.")

  @Flag(help: "Print the list as JSON.")
  var json = false

  func run() throws {
    let ports = Control.allCases.filter { $0.kind == .input || $0.kind == .output }
      .map(PortFigures.init)
    if json { return try Terminal.json(ports) }
    for (title, isInput) in [("Inputs (--set symbol=value)", true), ("Outputs", false)] {
      Terminal.line(title)
      Terminal.table(
        [["symbol", "range", "default", "unit", "name"]]
          + ports.filter { $0.isInput == isInput }.flatMap(\.rows))
      if isInput { Terminal.line("") }
    }
  }
}

/// What `auralmind ports` prints of one port.
struct PortFigures: Encodable {
  let symbol: String
  let name: String
  let isInput: Bool
  let lowest: Float
  let highest: Float
  let initial: Float
  let isInteger: Bool
  let unit: String?
  let group: String
  let comment: String
  let scalePoints: [ScalePoint]

  /// A value with a name.
  struct ScalePoint: Encodable {
    let value: Float
    let label: String
  }

  /// Takes the figures from the table of ports.
  init(_ control: Control) {
    let parameter = control.parameter
    symbol = "\(parameter.symbol)"
    name = "\(parameter.name)"
    isInput = control.kind == .input
    lowest = control.range.lowest
    highest = control.range.highest
    initial = control.range.initial
    isInteger = control.isInteger
    unit = parameter.unit.map { "\($0.symbol)" }
    group = "\(parameter.group.name)"
    comment = "\(parameter.comment)"
    scalePoints = parameter.scalePoints.map { ScalePoint(value: $0.value, label: "\($0.label)") }
  }

  /// The port as rows of a table: itself, what it does, and its named values.
  var rows: [[String]] {
    let range = "\(plainNumber(lowest))…\(plainNumber(highest))"
    let port = [
      symbol, isInput ? range : "", isInput ? plainNumber(initial) : "", unit ?? "", name,
    ]
    let points = scalePoints.map { ["", "", plainNumber($0.value), "", "= \($0.label)"] }
    return [port, ["", "", "", "", comment]] + points
  }

  private enum CodingKeys: String, CodingKey {
    case symbol, name, lowest, highest, unit, group, comment
    case initial = "default"
    case isInput = "input"
    case isInteger = "integer"
    case scalePoints = "scale_points"
  }
}

import ArgumentParser
import AuralMind
import AuralMindOffline

/// Lists the presets and the deliveries.
struct PresetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "presets",
    abstract: "Lists the presets and the deliveries, with what each asks for.")

  @Flag(help: "Print the lists as JSON.")
  var json = false

  func run() throws {
    let presets = Preset.allCases.map {
      GoalFigures(
        slug: "\($0.slug)", name: "\($0.name)", port: $0.rawValue,
        targetLUFS: $0.values.targetLUFS, ceilingDecibels: $0.values.ceilingDecibels)
    }
    let deliveries = Delivery.allCases.map {
      GoalFigures(
        slug: "\($0.slug)", name: "\($0.name)", port: $0.rawValue,
        targetLUFS: $0.goal?.targetLUFS, ceilingDecibels: $0.goal?.ceilingDecibels)
    }
    if json { return try Terminal.json(["presets": presets, "deliveries": deliveries]) }
    let head = ["name", "port value", "LUFS", "dBTP", "shown as"]
    Terminal.line("Presets (--preset)")
    Terminal.table([head] + presets.map(\.row))
    Terminal.line("")
    Terminal.line("Deliveries (--delivery)")
    Terminal.table([head] + deliveries.map(\.row))
  }
}

/// What `auralmind presets` prints of one preset or delivery.
struct GoalFigures: Encodable {
  let slug: String
  let name: String
  let port: Int
  let targetLUFS: Double?
  let ceilingDecibels: Double?

  /// The figures as a row of a table.
  var row: [String] {
    [
      slug, "\(port)", targetLUFS.map(decibels) ?? "–", ceilingDecibels.map(decibels) ?? "–", name,
    ]
  }

  private enum CodingKeys: String, CodingKey {
    case slug, name
    case port = "port_value"
    case targetLUFS = "target_lufs"
    case ceilingDecibels = "ceiling_dbtp"
  }
}

import AuralMind
import FileSupport
import Testing

@Suite struct ListTests {
  @Test("ports lists every control of the table, with its range")
  func ports() throws {
    let ports = try Tool.run("ports", "--json").list
    let controls = Control.allCases.filter { $0.kind == .input || $0.kind == .output }
    #expect(ports.map { $0["symbol"] as? String } == controls.map { "\($0.symbol)" })
    for (port, control) in zip(ports, controls) {
      #expect((port["lowest"] as? Double).map(Float.init) == control.range.lowest)
      #expect((port["highest"] as? Double).map(Float.init) == control.range.highest)
      #expect((port["default"] as? Double).map(Float.init) == control.range.initial)
      #expect(port["input"] as? Bool == (control.kind == .input))
      let points = port["scale_points"] as? [[String: Any]]
      #expect(points?.count == control.parameter.scalePoints.count)
    }
    let text = try Tool.run("ports").output
    for control in controls { #expect(text.contains("\(control.symbol)")) }
  }

  @Test("presets lists every preset and delivery by the name the options take")
  func presets() throws {
    let lists = try Tool.run("presets", "--json").object
    let presets = lists["presets"] as? [[String: Any]] ?? []
    let deliveries = lists["deliveries"] as? [[String: Any]] ?? []
    #expect(presets.map { $0["slug"] as? String } == Preset.allCases.map { "\($0.slug)" })
    #expect(
      presets.map { $0["target_lufs"] as? Double } == Preset.allCases.map(\.values.targetLUFS))
    #expect(deliveries.map { $0["slug"] as? String } == Delivery.allCases.map { "\($0.slug)" })
    #expect(
      deliveries.map { $0["ceiling_dbtp"] as? Double }
        == Delivery.allCases.map { $0.goal?.ceilingDecibels })
  }

  @Test(
    "every command explains itself",
    arguments: [
      "capture", "master", "render", "measure", "codec-check", "regress", "demo", "profiles",
      "presets", "ports",
    ])
  func help(command: String) throws {
    let result = try Tool.run(command, "--help")
    #expect(result.status == 0)
    #expect(result.output.contains("USAGE: auralmind \(command)"))
    #expect(try Tool.run("--help").output.contains("  \(command) "))
  }
}

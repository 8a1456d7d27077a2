import AuralMind
import AuralMindTurtle
import Foundation
import Support
import Testing

/// Programs that real hosts are made of load the bundle as it ships.
@Suite struct Scans {
  private func run(_ name: String, _ arguments: [String], in folder: URL? = nil) throws -> Command {
    try ShippedBundle.withSearchPath { path in
      try Command(
        name, arguments, environment: ["LV2_PATH": "\(path.path):/usr/lib/lv2"], in: folder)
    }
  }

  @Test func `lilv lists the plugin`() throws {
    let list = try run("lv2ls", [])
    #expect(list.status == 0)
    #expect(list.output.contains("urn:auralmind:mastering\n"))
  }

  @Test func `lilv reads the ports of the table and no others`() throws {
    let info = try LV2Info()
    #expect(info.ports.count == Control.allCases.count)
    for (control, port) in zip(Control.allCases, info.ports) {
      let parameter = control.parameter
      #expect(port["Symbol"] == [parameter.symbol.description])
      #expect(port["Name"] == [parameter.name.description])
      let types = Set((port["Type"] ?? []).map { String($0.split(separator: "#").last ?? "") })
      switch control.kind {
      case .audioInput: #expect(types == ["AudioPort", "InputPort"])
      case .audioOutput: #expect(types == ["AudioPort", "OutputPort"])
      case .eventInput: #expect(types == ["AtomPort", "InputPort"])
      case .eventOutput: #expect(types == ["AtomPort", "OutputPort"])
      case .input: #expect(types == ["ControlPort", "InputPort"])
      case .output: #expect(types == ["ControlPort", "OutputPort"])
      }
      guard control.kind == .input || control.kind == .output else { continue }
      let range = control.range
      #expect(port["Minimum"]?.compactMap(Float.init) == [range.lowest])
      #expect(port["Maximum"]?.compactMap(Float.init) == [range.highest])
      #expect(port["Default"]?.compactMap(Float.init) == [range.initial])
      let points = parameter.scalePoints.map { ($0.label.description, $0.value) }
      #expect(LV2Info.scalePoints(port) == Dictionary(points) { $1 })
    }
  }

  @Test func `lilv lists every factory preset`() throws {
    #expect(try LV2Info().presets == Set(FactoryPreset.all.map(\.label)))
  }

  @Test func `lv2file lists the ports and the presets`() throws {
    // Status 1 is how this version of lv2file ends its lists; a crash is 128 and more.
    let ports = try run("lv2file", ["-n", "urn:auralmind:mastering"])
    #expect(ports.status <= 1, "\(ports.log)")
    let presets = try run("lv2file", ["-L", "urn:auralmind:mastering"])
    #expect(presets.status == 0, "\(presets.log)")
    for preset in FactoryPreset.all { #expect(presets.output.contains(preset.label)) }
  }

  @Test(arguments: [1, 512, 4_096])
  func `lv2bench runs it`(block: Int) throws {
    let bench = try run("lv2bench", ["-b", "\(block)", "-n", "65536", "urn:auralmind:mastering"])
    #expect(bench.status == 0, "\(bench.log)")
    #expect(bench.output.contains("urn:auralmind:mastering"), "\(bench.log)")
  }

  @Test(arguments: FactoryPreset.all.map(\.label))
  func `lv2file masters with each factory preset`(label: String) throws {
    try ShippedBundle.withScratchFolder { scratch in
      let input = scratch.appending(path: "in.wav")
      let output = scratch.appending(path: "out.wav")
      try FloatWAV(rate: 44_100, noise: 20_000).write(to: input)
      let file = try run(
        "lv2file",
        ["-i", input.path, "-o", output.path, "-P", label, "urn:auralmind:mastering"])
      #expect(file.status == 0, "\(file.log)")
      #expect(try FloatWAV(contentsOf: output).frames == 20_000)
    }
  }
}

import AuralMind
import AuralMindTurtle
import Foundation
import Support
import Testing

/// A preset of somebody's own is Turtle that LV2 allows, whatever its words and values are.
@Suite struct UserPresetText {
  private func preset(_ name: String, _ change: (inout Settings) -> Void = { _ in }) throws
    -> UserPreset
  {
    var settings = Settings()
    change(&settings)
    return UserPreset(
      name: try PresetName(name), comment: "For “\(name)”.", settings: settings, reference: [],
      slots: [16: Array("20 0\n40 1\n".utf8)])
  }

  @Test(arguments: ["Plain", "Grüße \"an\" \\ alle", "line\nbreak\r\u{1}\u{7F}\u{85}", "\"\"\""])
  func `the vocabularies of LV2 allow it under any name`(name: String) throws {
    let preset = try preset(name) { $0.sourceSlot = 16 }
    try ShippedBundle.withScratchFolder { folder in
      let files = [("manifest.ttl", preset.manifest), ("preset.ttl", preset.turtle)]
      for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
      let own = ["manifest.ttl", "auralmind.ttl"].map {
        ShippedBundle.folder.appending(path: $0).path
      }
      let validation = try Command(
        "lv2_validate", own + files.map { folder.appending(path: $0.0).path })
      #expect(validation.status == 0, "\(validation.log)")
      #expect(validation.log.contains("Found 0 errors"), "\(validation.log)")
    }
  }

  @Test func `it names every input but what is the host's business`() throws {
    let named = Set(try preset("Plain").values.map(\.control))
    let inputs = Set(Control.allCases.filter { $0.kind == .input })
    #expect(inputs.subtracting(named) == [.enabled, .freewheel, .reset])
    #expect(named.isSubset(of: inputs))
  }

  @Test func `a value is written with a point and reads as the same number`() throws {
    let values: [Float] = [9.769, -0.001, 1e-5, 3.3e-7, 100]
    for value in values {
      let text = try preset("Plain") { $0.warmthPercent = value }.turtle
      let lines = text.split(separator: "\n")
      let index = try #require(lines.firstIndex { $0.contains("\"warmth\"") })
      let written = try #require(lines[index + 1].split(separator: " ").last)
      #expect(written.wholeMatch(of: /-?[0-9]+\.[0-9]+/) != nil, "\(written)")
      #expect(Float(written) == value)
    }
  }

  @Test func `it keeps the slots its ports name, and says where there is no reference`() throws {
    #expect(try preset("Plain").state.map(\.name) == ["referenceContent"])
    #expect(try preset("Plain").state[0].bytes.elementsEqual("* none\n".utf8))
    let state = try preset("Plain") { $0.sourceSlot = 16 }.state
    #expect(state.map(\.name) == ["referenceContent", "sourceSlot"])
    #expect(state[1].bytes.elementsEqual([16, 0, 0, 0] + Array("20 0\n40 1\n".utf8)))
  }
}

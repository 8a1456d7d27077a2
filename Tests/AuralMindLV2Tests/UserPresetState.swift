import AuralMind
import AuralMindTurtle
import CLV2
import Foundation
import Testing

/// The state of a preset that the command line writes is what the plugin itself would have saved.
@Suite struct UserPresetState {
  @Test(arguments: [true, false])
  func `a plugin takes it and saves it again, byte for byte`(hasReference: Bool) throws {
    var settings = Settings()
    settings.referenceSlot = hasReference ? 0 : 2
    settings.sourceSlot = 16
    let preset = UserPreset(
      name: try PresetName("Mine"), comment: "", settings: settings,
      reference: hasReference ? Array(TestLibrary.curve(tilt: 5)) : [],
      slots: [2: Array(TestLibrary.curve(tilt: 1)), 16: Array(TestLibrary.curve(tilt: 2))])
    let plugin = try #require(try Plugin())
    for (control, value) in preset.values { plugin[control] = value }
    let session = Session()
    for property in preset.state {
      session[property.name] = .init(bytes: property.bytes, type: URIDs.atom("Chunk"), flags: 0)
    }
    #expect(plugin.restore(session) == LV2_STATE_SUCCESS)
    plugin.activate()
    plugin.run(64)
    let saved = plugin.save().session
    for property in preset.state {
      let bytes = try #require(saved[property.name]?.bytes)
      #expect(bytes.elementsEqual(property.bytes), "\(property.name)")
    }
    #expect((saved["referenceSlot"] != nil) == !hasReference)
    #expect(saved["sourceSlot"] != nil)
  }
}

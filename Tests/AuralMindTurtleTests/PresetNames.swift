import AuralMindTurtle
import Testing

/// Whatever people call a preset becomes a folder that any file system takes.
@Suite struct PresetNames {
  private static let names = [
    "night-drive", "Night Drive", "night drive", "Grüße \"an\" \\ alle", "Ärger", "Arger", "夜のドライブ",
    "../../etc", "a/b", "-", "tab\there", "line\nbreak", String(repeating: "long ", count: 40),
  ]

  @Test(arguments: names)
  func `a folder's name is small letters, digits and hyphens`(name: String) throws {
    let folder = try PresetName(name).folderName
    #expect(folder.wholeMatch(of: /auralmind-[a-z0-9-]+\.preset\.lv2/) != nil, "\(folder)")
    #expect(folder.utf8.count < 128)
  }

  @Test func `no two names share a folder`() throws {
    let folders = try Self.names.map { try PresetName($0).folderName }
    #expect(Set(folders).count == Self.names.count)
  }

  @Test func `a name that a folder can have is the folder's`() throws {
    #expect(try PresetName("night-drive").folderName == "auralmind-night-drive.preset.lv2")
    #expect(try PresetName("Straße").folderName.hasPrefix("auralmind-strasse-"))
  }

  @Test func `nothing, too much and the name of another are no names`() {
    func fault(_ text: String) -> PresetName.Fault? {
      do throws(PresetName.Fault) { _ = try PresetName(text) } catch { return error }
      return nil
    }
    for text in ["", "  ", "\t\n"] { #expect(fault(text) == .empty) }
    #expect(fault(String(repeating: "ü", count: 100)) == nil)
    #expect(fault(String(repeating: "ü", count: 101)) == .tooLong)
    for preset in FactoryPreset.all { #expect(fault(preset.label) == .ships) }
  }
}

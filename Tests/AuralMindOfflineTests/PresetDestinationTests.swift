import AuralMind
import AuralMindOffline
import AuralMindTurtle
import FileSupport
import Foundation
import Testing

@Suite struct PresetDestinationTests {
  private func preset(_ name: String, comment: String = "One.") throws -> UserPreset {
    UserPreset(
      name: try PresetName(name), comment: comment, settings: Settings(), reference: [], slots: [:])
  }

  private func write(_ preset: UserPreset, to folder: String) throws {
    try PresetDestination(name: preset.name, folder: folder).write(preset)
  }

  @Test("a preset becomes a bundle of two files in a folder that is made, and nothing else")
  func bundle() throws {
    let folder = try TemporaryFolder()
    let one = try preset("one")
    try write(one, to: folder("deep/down"))
    #expect(try folder.names == ["deep"])
    let path = "deep/down/\(one.name.folderName)"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder(path))
    #expect(files.sorted() == ["manifest.ttl", "preset.ttl"])
    #expect(try folder.bytes("\(path)/preset.ttl").elementsEqual(one.turtle.utf8))
    #expect(try folder.bytes("\(path)/manifest.ttl").elementsEqual(one.manifest.utf8))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder("deep/down")).count == 1)
  }

  @Test("one of its name is replaced, and what others have put there stays")
  func replaced() throws {
    let folder = try TemporaryFolder()
    let one = try preset("one")
    try write(one, to: folder.path)
    try write(try preset("two"), to: folder.path)
    let path = one.name.folderName
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder("\(path)/notes.txt")))
    try write(try preset("one", comment: "Another."), to: folder.path)
    let text = String(decoding: try folder.bytes("\(path)/preset.ttl"), as: UTF8.self)
    #expect(text.contains("Another.") && !text.contains("One."))
    #expect(try folder.bytes("\(path)/notes.txt").elementsEqual("mine".utf8))
    #expect(try folder.names.count == 2)
  }

  @Test("a folder that is no preset of that name is left alone")
  func taken() throws {
    let folder = try TemporaryFolder()
    let one = try preset("one")
    let path = folder(one.name.folderName)
    for manifest in [nil, "somebody else's", try preset("two").manifest] {
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      let file = URL(fileURLWithPath: path + "/manifest.ttl")
      if let manifest { try Data(manifest.utf8).write(to: file) }
      #expect(throws: PresetFileError.taken(path: path)) { try write(one, to: folder.path) }
      #expect(!FileManager.default.fileExists(atPath: path + "/preset.ttl"))
    }
  }

  @Test("presets go where lilv looks first, unless there is no home")
  func home() throws {
    let folder = try TemporaryFolder()
    let name = try PresetName("one")
    let found = try PresetDestination(
      name: name, folder: nil, environment: ["HOME": folder.path])
    #expect(found.path == folder(".lv2/auralmind-one.preset.lv2"))
    for environment in [[:], ["HOME": ""], ["HOME": "relative"]] {
      #expect(throws: PresetFileError.noHome) {
        try PresetDestination(name: name, folder: nil, environment: environment)
      }
    }
  }

  @Test("a place that is no folder is refused in one sentence")
  func noFolder() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(fileURLWithPath: folder("file")))
    for path in [folder("file"), folder("file/below"), ""] {
      let error = #expect(throws: PresetFileError.self) {
        try PresetDestination(name: try PresetName("one"), folder: path)
      }
      let words = error?.description ?? ""
      #expect(words.hasPrefix("No preset can be saved") && words.hasSuffix("."), "\(words)")
    }
    #expect(try folder.names == ["file"])
  }
}

import AuralMindTurtle
import Foundation
import Support
import Testing

/// The committed Turtle is the table of ports, written down.
@Suite struct CommittedText {
  @Test func `every committed file is what the table says`() throws {
    for file in Turtle.files {
      let committed = try String(
        contentsOf: ShippedBundle.projectRoot.appending(path: file.path), encoding: .utf8)
      let isCurrent = committed == file.text
      #expect(isCurrent, "\(file.path) differs from the table of ports: run `make turtle`")
    }
  }

  @Test func `no preset lies about that the table does not know`() throws {
    let folder = ShippedBundle.projectRoot.appending(path: "Presets")
    let committed = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(committed) == Set(FactoryPreset.all.map(\.fileName)))
  }

  @Test func `the vocabularies of LV2 allow every statement`() throws {
    let paths = Turtle.files.map { ShippedBundle.projectRoot.appending(path: $0.path).path }
    let validation = try Command("lv2_validate", paths)
    #expect(validation.status == 0, "\(validation.log)")
    #expect(validation.log.contains("Found 0 errors"), "\(validation.log)")
  }
}

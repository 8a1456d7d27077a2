import FileSupport
import Foundation
import Testing

@Suite struct CompareTests {
  private func folderWithMixes() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, rate) in [("a", "48000"), ("b", "44100")] {
      let result = try Tool.run("demo", folder("\(name).wav"), "--seconds", "6", "--rate", rate)
      try #require(result.status == 0)
    }
    return folder
  }

  @Test("figures have stable names, and differences are those of the figures")
  func figures() throws {
    let folder = try folderWithMixes()
    let result = try Tool.run("compare", folder("a.wav"), folder("b.wav"), "--json")
    #expect(result.status == 0, "\(result.error)")
    let a = try #require(result.object["a"] as? [String: Any])
    let b = try #require(result.object["b"] as? [String: Any])
    let difference = try #require(result.object["difference"] as? [String: Any])
    #expect(
      difference.keys.sorted() == [
        "correlation", "crest_db", "integrated_lu", "loudness_range_lu", "maximum_momentary_lu",
        "maximum_short_term_lu", "minimum_psr_db", "plr_db", "true_peak_db",
      ])
    let gain = try #require(result.object["gain_db"] as? Double)
    let truePeaks = try [a, b].map { try #require($0["true_peak_dbtp"] as? Double) }
    let truePeak = try #require(difference["true_peak_db"] as? Double)
    #expect(abs(truePeak - (truePeaks[1] + gain - truePeaks[0])) < 1e-9)
    let bands = try #require(result.object["third_octaves"] as? [[String: Any]])
    #expect(bands.count == 30)
    #expect(bands[0].keys.sorted() == ["hz", "mid_db", "side_db"])
    #expect(bands[16]["hz"] as? Double == 1_000)
    // The same score at two rates: alike but for what noise is drawn at another rate.
    #expect(try #require(result.object["spectral_distance_db"] as? Double) < 1)
    #expect((result.object["correlation_bands"] as? [Any])?.count == 6)
  }

  @Test("tables and reports are written beside each other, the inputs are not touched")
  func reports() throws {
    let folder = try folderWithMixes()
    let inputs = [try folder.bytes("a.wav"), try folder.bytes("b.wav")]
    for name in ["r.html", "r.md", "r.json"] {
      let result = try Tool.run(
        "compare", folder("a.wav"), folder("b.wav"), "--report", folder(name))
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.contains("Spectral distance"))
      #expect(result.output.contains("  1000  "))
    }
    #expect(try folder.names == ["a.wav", "b.wav", "r.html", "r.json", "r.md"])
    #expect(try [folder.bytes("a.wav"), folder.bytes("b.wav")] == inputs)
    let json = try Tool.run("compare", folder("a.wav"), folder("b.wav"), "--json")
    #expect(json.output == String(decoding: try folder.bytes("r.json"), as: UTF8.self))
  }

  @Test(
    "what cannot be compared is told in one sentence, and nothing is written",
    arguments: [
      ("a.wav none.wav", 1, "There is no file"), ("a.wav b.wav --report r.pdf", 64, ".html"),
      ("a.wav b.wav --report a.wav", 64, ".html"), ("a.wav", 64, "Missing expected argument"),
      ("a.wav b.wav --report none/r.html", 1, "there is no folder"),
    ] as [(String, Int32, String)])
  func failures(arguments: String, status: Int32, words: String) throws {
    let folder = try folderWithMixes()
    let result = try Tool.shell("cd '\(folder.path)' && \"$TOOL\" compare \(arguments)")
    #expect(result.status == status)
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try folder.names == ["a.wav", "b.wav"])
  }
}

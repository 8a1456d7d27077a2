import FileSupport
import Foundation
import Testing

@Suite struct SolveTests {
  /// A folder with a demo mix of 12 s, `mix.wav`.
  private func folderWithMix() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let result = try Tool.run(
      "demo", folder("mix.wav"), "--seconds", "12", "--rate", "44100", "--bits", "32f")
    try #require(result.status == 0, "\(result.error)")
    return folder
  }

  /// Runs a line of the tool in a folder that is the home too.
  private func run(_ line: String, in folder: TemporaryFolder) throws -> Tool.Result {
    try Tool.shell("cd '\(folder.path)' && HOME='\(folder.path)' \"$TOOL\" \(line)")
  }

  @Test("finds the gain that master finds, and writes nothing")
  func gain() throws {
    let folder = try folderWithMix()
    let options = "mix.wav --preset club --delivery streaming --json"
    let solved = try run("solve \(options)", in: folder)
    #expect(solved.status == 0, "\(solved.error)")
    #expect(try folder.names == ["mix.wav"])
    let master = try run("master -o out.wav \(options)", in: folder)
    for key in ["governor_gain_db", "average_gain_reduction_db", "maximum_gain_reduction_db"] {
      #expect(solved.object[key] as? Double == master.object[key] as? Double, "\(key)")
      #expect(solved.object[key] as? Double != nil)
    }
    let after = try #require(solved.object["after"] as? [String: Any])
    let written = try #require(master.object["after"] as? [String: Any])
    for key in ["integrated_lufs", "true_peak_dbtp"] {
      #expect(after[key] as? Double == written[key] as? Double, "\(key)")
    }
    #expect(abs(try #require(after["integrated_lufs"] as? Double) + 14) <= 0.05)
    #expect(solved.object["outcome"] as? String == "reached")
  }

  @Test("short of the target it says why, saves the nearest gain and ends with 2")
  func shortfall() throws {
    let folder = try folderWithMix()
    let solved = try run("solve mix.wav --target-lufs -5 --save-preset near", in: folder)
    #expect(solved.status == 2)
    #expect(solved.error.contains("the gain-reduction limit of 3.0 dB is used up"))
    #expect(solved.error.split(separator: "\n").count == 1)
    #expect(try folder.names == [".lv2", "mix.wav"])
    #expect(
      try !folder.bytes(".lv2/auralmind-near.preset.lv2/preset.ttl").isEmpty)
  }

  @Test("the same mix and settings give the same preset, to the byte")
  func reproducible() throws {
    let folder = try folderWithMix()
    let presets = try ["a", "b"].map { home in
      let result = try run(
        "solve mix.wav --reference mix.wav --save-preset 'My one' --preset-folder \(home)",
        in: folder)
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.contains("Preset") && result.output.contains("My one"))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder(home))
      return try names.map { try folder.bytes("\(home)/\($0)/preset.ttl") }
    }
    #expect(presets[0].count == 1)
    #expect(presets[0] == presets[1])
  }

  @Test(
    "what cannot be asked for is wrong usage, and nothing is written",
    arguments: [
      ("--save-preset ''", "empty"), ("--save-preset ' '", "empty"),
      ("--save-preset Club", "ships with the plugin"), ("--preset-folder x", "goes with"),
      ("--save-preset \(String(repeating: "x", count: 201))", "at most 200 bytes"),
      ("--set governor=hold", "solve finds the governor's gain"), ("--set listen=delta", "render"),
    ])
  func usage(options: String, words: String) throws {
    let folder = try folderWithMix()
    let result = try run("solve mix.wav \(options)", in: folder)
    #expect(result.status == 64)
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try folder.names == ["mix.wav"])
  }

  @Test("a folder that takes no preset fails in one sentence before the work begins")
  func unwritable() throws {
    let folder = try folderWithMix()
    for place in ["mix.wav", "/proc/nowhere"] {
      let result = try run("solve mix.wav --save-preset one --preset-folder \(place)", in: folder)
      #expect(result.status == 1)
      #expect(result.error.contains("No preset can be saved in “\(place)”"), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1)
      #expect(result.output.isEmpty)
      #expect(try folder.names == ["mix.wav"])
    }
  }

  @Test("a full disk leaves the old preset as it was, and no half of a new one")
  func fullDisk() throws {
    let folder = try folderWithMix()
    #expect(try run("solve mix.wav --save-preset old --preset-folder .", in: folder).status == 0)
    let path = "auralmind-old.preset.lv2"
    let before = try folder.bytes("\(path)/preset.ttl")
    for name in ["old", "new"] {
      let result = try Tool.shell(
        """
        cd '\(folder.path)' && ulimit -f 1 && \
        "$TOOL" solve mix.wav --preset club --save-preset \(name) --preset-folder .
        """)
      #expect(result.status == 1)
      #expect(result.error.contains("nothing was left behind"), "\(result.error)")
      #expect(try folder.names == [path, "mix.wav"])
      #expect(try folder.bytes("\(path)/preset.ttl") == before)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder(path))
      #expect(files.sorted() == ["manifest.ttl", "preset.ttl"])
    }
  }
}

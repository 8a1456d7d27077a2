import AuralMind
import Foundation
import Support
import Testing

extension HostedMix {
  /// Solves the mix beside a record, saves that as a preset, and returns the options at which the
  /// command line renders the same.
  ///
  /// The record is then elsewhere, where only the command line is told: the preset has what it needs.
  func solved(_ name: String) throws -> [String] {
    try tool("demo", "other.wav", "--seconds", "10", "--rate", "96000")
    try tool("render", "other.wav", "-o", "record.wav", "--set", "warmth=-60")
    let solve = try tool(
      "solve", "mix.wav", "--save-preset", name, "--preset-folder", ".", "--json",
      "--reference", "record.wav", "--match", "100")
    let figures = try JSONSerialization.jsonObject(with: Data(solve.output.utf8))
    let gain = try #require((figures as? [String: Any])?["governor_gain_db"] as? Double)
    try FileManager.default.moveItem(at: file("record.wav"), to: file("elsewhere.wav"))
    return [
      "--source", "mix.wav", "--reference", "elsewhere.wav", "--match", "100",
      "--set", "governor=hold", "--set", String(format: "governor_gain=%.3f", gain),
    ]
  }

  /// The folder of the one preset that was saved.
  func presetFolder() throws -> URL {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return file(try #require(names.first { $0.hasSuffix(".preset.lv2") }))
  }
}

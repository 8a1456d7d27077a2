import AuralMind
import Foundation
import Support
import Testing

extension HostedMix {
  /// Solves the mix beside a record, saves that as a preset, and returns what the command line renders.
  ///
  /// The record's files are gone afterwards: what the preset needs is in it.
  func solved(_ name: String) throws -> [Float] {
    try tool("demo", "other.wav", "--seconds", "10", "--rate", "96000")
    try tool("render", "other.wav", "-o", "record.wav", "--set", "warmth=-60")
    let reference = ["--reference", "record.wav", "--match", "100"]
    let solve = try tool(
      ["solve", "mix.wav", "--save-preset", name, "--preset-folder", ".", "--json"] + reference)
    let figures = try JSONSerialization.jsonObject(with: Data(solve.output.utf8))
    let gain = try #require((figures as? [String: Any])?["governor_gain_db"] as? Double)
    let samples = try rendered(
      options: [
        "--source", "mix.wav", "--set", "governor=hold", "--set",
        String(format: "governor_gain=%.3f", gain),
      ] + reference)
    for name in ["other.wav", "record.wav"] { try FileManager.default.removeItem(at: file(name)) }
    return samples
  }

  /// The folder of the one preset that was saved.
  func presetFolder() throws -> URL {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return file(try #require(names.first { $0.hasSuffix(".preset.lv2") }))
  }
}

import FileSupport
import Foundation
import Testing

@Suite struct SuggestTests {
  private func folderWithMix() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let result = try Tool.run("demo", folder("my mix.wav"), "--seconds", "8")
    try #require(result.status == 0)
    return folder
  }

  private func run(_ arguments: String, in folder: TemporaryFolder) throws -> Tool.Result {
    try Tool.shell("cd '\(folder.path)' && \"$TOOL\" \(arguments)")
  }

  @Test("prints the same proposal each time, and writes nothing")
  func output() throws {
    let folder = try folderWithMix()
    let before = try folder.bytes("my mix.wav")
    let result = try run("suggest 'my mix.wav'", in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.isEmpty)
    #expect(result.output.contains("preset"))
    #expect(result.output.contains("Preset: "))
    #expect(try run("suggest 'my mix.wav'", in: folder).output == result.output)
    #expect(try folder.names == ["my mix.wav"])
    #expect(try folder.bytes("my mix.wav") == before)
  }

  @Test("the command it prints masters the mix, with the settings it names")
  func command() throws {
    let folder = try folderWithMix()
    let json = try run("suggest 'my mix.wav' --reference 'my mix.wav' --json", in: folder)
    #expect(json.status == 0, "\(json.error)")
    let command = try #require(json.object["command"] as? String)
    #expect(command.hasPrefix("auralmind master 'my mix.wav' --reference 'my mix.wav' --preset "))
    let items = try #require(json.object["items"] as? [[String: Any]])
    #expect(items.first?["port"] as? String == "preset")
    #expect(items.contains { $0["port"] as? String == "match" && $0["value"] as? Double == 100 })
    #expect(items.allSatisfy { ($0["reason"] as? String)?.hasSuffix(".") == true })
    #expect((json.object["mix"] as? [String: Any])?["integrated_lufs"] is Double)
    let arguments = command.dropFirst("auralmind ".count)
    let mastered = try run("\(arguments) -o out.wav --json", in: folder)
    #expect([0, 2].contains(mastered.status), "\(mastered.error)")
    #expect(try folder.names == ["my mix.wav", "out.wav"])
  }

  @Test("what cannot be heard or asked for is said in one sentence")
  func errors() throws {
    let folder = try folderWithMix()
    let silent = SoundFile(
      sampleRate: 48_000, channelCount: 1, format: SoundFormat.wavFloat,
      samples: [Float](repeating: 0, count: 48_000))
    try #require(silent.write(to: folder("silent.wav")))
    for (arguments, status, words) in [
      ("none.wav", 1, "There is no file “none.wav”"), ("silent.wav", 1, "no loudness"),
      ("'my mix.wav' --reference slot:17", 64, "slot:1 to slot:16"),
      ("'my mix.wav' --reference none.wav", 1, "none.wav"), ("", 64, "Missing"),
    ] as [(String, Int32, String)] {
      let result = try run("suggest \(arguments)", in: folder)
      #expect(result.status == status)
      #expect(result.error.contains(words), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1)
      #expect(result.output.isEmpty)
    }
  }
}

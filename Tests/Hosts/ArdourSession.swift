import AuralMind
import FileSupport
import Foundation
import Support
import Testing

/// A session of Ardour 7 with a mix on its one track and the plugin on its master bus.
///
/// Everything is done by Ardour's own programs that need no screen, with its dummy backend.
struct ArdourSession {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "RealHosts/ardour.lua").path

  private let mix: HostedMix
  private let folder: URL
  private var text: URL { folder.appending(path: "session.ardour") }

  /// Makes a session whose plugin has those values, and the preset of that name where there is one.
  init(_ mix: HostedMix, preset: String? = nil, values: [HostedMix.Value] = []) throws {
    self.mix = mix
    folder = mix.file("session")
    let sets = values.map { "\($0.control.rawValue)=\($0.value)" }
    let presets = preset.map { ["preset=\($0)"] } ?? []
    try run("make", ["\(HostedMix.rate)", HostedMix.plugin] + presets + sets)
    try addProgramme()
  }

  /// Plays so many seconds from the beginning, so that the plugin learns, and saves.
  func play(seconds: Int) throws { try run("play", ["\(seconds)"]) }

  /// A copy of the session as it is now, in a folder of its own.
  func copied() throws -> ArdourSession {
    let copy = ArdourSession(mix, in: mix.file("copy"))
    try FileManager.default.copyItem(at: folder, to: copy.folder)
    return copy
  }

  private init(_ mix: HostedMix, in folder: URL) {
    self.mix = mix
    self.folder = folder
  }

  /// Opens and saves.
  func saveAgain() throws { try run("save", []) }

  /// Exports the session from its beginning to its end, in a process of its own.
  ///
  /// Under load Ardour 7.3 now and then writes a file's header and not a frame, without any plugin, too. Then
  /// it is asked again; a file that is short or wrong in any other way fails where it is compared.
  func export(_ name: String) throws {
    var result = try patiently("ardour7-export", exportArguments(name))
    for _ in 0..<2 where try mix.samples(name).isEmpty {
      result = try patiently("ardour7-export", exportArguments(name))
    }
    // It also aborts now and then while it ends, with other plugins and with none, after the file was
    // written whole: what counts is the file.
    #expect([0, 128 + SIGABRT].contains(result.status), "\(result.log)")
    #expect(FileManager.default.fileExists(atPath: mix.file(name).path), "\(result.log)")
  }

  private func exportArguments(_ name: String) -> [String] {
    ["-b", "float", "-o", name, folder.path, "session"]
  }

  /// Runs one of Ardour's programs, again where it stands still.
  ///
  /// Under load its disk thread and its audio threads wait for each other now and then, for ever.
  private func patiently(
    _ program: String, _ arguments: [String], before clearing: () throws -> Void = {}
  ) throws -> Command {
    for _ in 0..<3 {
      try clearing()
      let result = try mix.host("timeout", ["-s", "KILL", "120", program] + arguments)
      if result.status != 128 + SIGKILL { return result }
    }
    throw ShippedBundle.Missing(description: "\(program) stands still again and again")
  }

  private func run(_ job: String, _ arguments: [String]) throws {
    let result = try patiently("ardour7-lua", [Self.script, job, folder.path] + arguments) {
      // Half a session would be in the way of a new one.
      if job == "make" { try? FileManager.default.removeItem(at: folder) }
    }
    try #require(FileManager.default.fileExists(atPath: text.path), "\(result.log)")
    // The interpreter's own status says nothing of an error in the script.
    #expect(!result.log.contains("ardour.lua:"), "\(result.log)")
  }

  /// Puts the mix on the track; scripts cannot, for importing is a part of Ardour's editor.
  private func addProgramme() throws {
    let sound = try FloatWAV(contentsOf: mix.file("mix.wav"))
    let folders = try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: "interchange"), includingPropertiesForKeys: nil)
    let audio = try #require(folders.first).appending(path: "audiofiles")
    for (channel, side) in ["L", "R"].enumerated() {
      let samples = stride(from: channel, to: sound.samples.count, by: 2).map { sound.samples[$0] }
      let file = SoundFile(
        sampleRate: HostedMix.rate, channelCount: 1, format: Int(SoundFormat.wavFloat),
        samples: samples)
      #expect(file.write(to: audio.appending(path: "programme%\(side).wav").path))
    }

    var session = try String(contentsOf: text, encoding: .utf8)
    let match = try #require(session.firstMatch(of: /superclocks-per-second="(\d+)"/))
    let superclocks = try #require(Int(match.1)) / HostedMix.rate
    let length = sound.frames * superclocks
    let ids = 900_001...900_005
    func replace(_ old: String, _ new: String) throws {
      try #require(session.contains(old), "\(old)")
      session = session.replacing(old, with: new, maxReplacements: 1)
    }
    let sources = ["L", "R"].enumerated().map { channel, side in
      """
      <Source name="programme%\(side).wav" type="audio" flags="" id="\(ids.lowerBound + channel)" \
      channel="0" origin="" gain="1" take-id=""/>
      """
    }
    try replace("<Sources/>", "<Sources>\(sources.joined())</Sources>")
    let range = """
      <Locations><Location id="900003" name="session" start="a0" end="a\(length)" \
      flags="IsSessionRange" locked="0" timestamp="0" cue="0"/></Locations>
      """
    try replace("<Locations/>", range)
    let region = """
      <Region name="programme" opaque="1" start="a0" length="a\(length)@a0" id="900004" \
      type="audio" channels="2" default-fade-in="0" default-fade-out="0" fade-in-active="0" \
      fade-out-active="0" scale-amplitude="1" source-0="900001" source-1="900002" \
      master-source-0="900001" master-source-1="900002"/>
      """
    let playlist = try #require(
      session.firstMatch(of: /<Playlist id="\d+" name="programme"[^>]*\/>/)?.0)
    try replace(String(playlist), playlist.dropLast(2) + ">\(region)</Playlist>")
    let counter = try #require(session.firstMatch(of: /id-counter="\d+"/)?.0)
    try replace(String(counter), "id-counter=\"\(ids.upperBound)\"")
    try Data(session.utf8).write(to: text)
  }
}

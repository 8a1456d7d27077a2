import ArgumentParser
import AuralMind
import AuralMindOffline
import Foundation

/// Takes a profile of one track or several.
struct CaptureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Takes the sound of one track or several as a profile to match to.",
    discussion: """
      Several tracks are brought to the same loudness and averaged by weight. Silence, fades and \
      quiet parts do not count. The profile is text; with --slot it goes into the library, where the \
      plugin's reference and source ports find it.
      """)

  /// A name longer than a line on a screen is a mistake.
  private static let longestName = 200

  @Argument(
    help: "The tracks: WAV, FLAC, AIFF, Ogg or whatever libsndfile reads.", completion: .file())
  var files: [String]

  @Option(
    name: .shortAndLong,
    help: "The profile. [default: the first track's name with .amprofile, beside it]",
    completion: .file(extensions: ["amprofile"]))
  var output: String?

  @Option(help: "Put the profile into this slot of the library, 1 to 16, instead of a file.")
  var slot: Int?

  @Option(
    name: .customLong("weight"),
    help: "How much a track counts beside the others; once for each track, in their order.")
  var weights: [Double] = []

  @Option(help: "The name that lists show. [default: the first track's name]")
  var name: String?

  @Flag(help: "Print the figures as JSON.")
  var json = false

  func validate() throws {
    if let slot {
      guard ProfileLibrary.slots.contains(slot) else {
        throw ValidationError("--slot takes 1 to 16.")
      }
      if output != nil { throw ValidationError("Give either --output or --slot, not both.") }
    }
    guard weights.isEmpty || weights.count == files.count else {
      throw ValidationError(
        "Give --weight once for each track: \(files.count) times, or not at all.")
    }
    guard weights.allSatisfy({ $0 > 0 && $0 <= 1_000 }) else {
      throw ValidationError("--weight takes numbers above 0, up to 1000.")
    }
    guard (name ?? "").utf8.count <= Self.longestName else {
      throw ValidationError("--name takes at most \(Self.longestName) bytes.")
    }
  }

  func run() throws {
    let destination = try destination()
    let bar = ProgressBar()
    defer { bar.clear() }
    let profile = try capture(files, weights: weights, name: name ?? Self.stem(files[0])) {
      bar.show("Capturing", $0)
    }
    bar.clear()
    try writeProfile(profile, to: destination)
    let figures = ProfileFigures(profile, path: destination.path, slot: slot)
    if json { return try Terminal.json(figures) }
    Terminal.table(figures.rows)
  }

  private func destination() throws -> Destination {
    guard let slot else {
      return try Destination(path: output ?? Self.defaultOutput(input: files[0]), inputs: files)
    }
    let library = try ProfileLibrary()
    try library.makeFolder()
    return try Destination(path: library.path(slot: slot), inputs: files)
  }

  /// The name of the profile beside its track.
  private static func defaultOutput(input: String) -> String {
    let folder = (input as NSString).deletingLastPathComponent
    let name = "\(stem(input)).amprofile"
    return folder.isEmpty ? name : (folder as NSString).appendingPathComponent(name)
  }

  private static func stem(_ path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }
}

import ArgumentParser
import AuralMind
import AuralMindOffline
import Foundation

/// Lists the library of profiles.
struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "Lists the library of profiles, by the slots that the plugin's ports choose.",
    discussion: """
      The library is the folder that AURALMIND_PROFILES names, else auralmind/profiles in \
      XDG_DATA_HOME, else in ~/.local/share.
      """)

  @Flag(help: "Print the list as JSON.")
  var json = false

  func run() throws {
    let library = try ProfileLibrary()
    let entries = library.entries()
    if json { return try Terminal.json(entries.map(LibraryFigures.init)) }
    guard !entries.isEmpty else {
      return Terminal.line("The library is empty: “\(library.folder)”.")
    }
    Terminal.table([["slot", "LUFS", "written", "name"]] + entries.map(Self.row))
  }

  private static func row(_ entry: ProfileLibrary.Entry) -> [String] {
    let date = entry.date.map { $0.formatted(.iso8601.year().month().day()) } ?? "–"
    switch entry.content {
    case .success(let profile):
      let loudness = profile.statistics.integratedLUFS.map(MeasurementTable.level)
      let name = String(decoding: profile.name, as: UTF8.self)
      return ["\(entry.slot)", loudness ?? "–", date, profile.spectrum.isCurve ? "a curve" : name]
    case .failure(let error): return ["\(entry.slot)", "–", date, "broken: \(error.description)"]
    }
  }
}

/// What `auralmind profiles --json` prints of one slot.
struct LibraryFigures: Encodable {
  private let entry: ProfileLibrary.Entry

  /// The figures of a slot that has a file.
  init(_ entry: ProfileLibrary.Entry) { self.entry = entry }

  private enum CodingKeys: String, CodingKey {
    case date, error, slot, path
  }

  /// Encodes the figures of the profile, or the reason why there are none.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(entry.date?.formatted(.iso8601), forKey: .date)
    switch entry.content {
    case .success(let profile):
      try ProfileFigures(profile, path: entry.path, slot: entry.slot).encode(to: encoder)
      try container.encodeNil(forKey: .error)
    case .failure(let error):
      try container.encode(entry.slot, forKey: .slot)
      try container.encode(entry.path, forKey: .path)
      try container.encode(error.description, forKey: .error)
    }
  }
}

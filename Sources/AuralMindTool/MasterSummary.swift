import ArgumentParser
import AuralMindOffline
import Foundation

/// How several masters went: one line a track.
struct MasterSummary {
  /// One track.
  struct Entry {
    /// The path of the mix, or of the file its figures were read from.
    let input: String
    /// What came of it; nil where it failed.
    var figures: MasterFigures?
    /// Why it failed.
    var error: String?
  }

  private let entries: [Entry]

  /// A summary of tracks, in their order.
  init(entries: [Entry]) { self.entries = entries }

  /// Reads what `master --json` printed: of one track, of a batch or of an album.
  init(reading paths: [String]) {
    entries = paths.flatMap { path -> [Entry] in
      guard let data = FileManager.default.contents(atPath: path) else {
        return [Entry(input: path, error: "“\(path)” cannot be read.")]
      }
      let decoder = JSONDecoder()
      if let list = try? decoder.decode([Track].self, from: data) { return list.map(\.entry) }
      if let album = try? decoder.decode(Tracks.self, from: data) {
        return album.tracks.map(\.entry)
      }
      if let track = try? decoder.decode(Track.self, from: data) { return [track.entry] }
      return [Entry(input: path, error: "“\(path)” does not hold what master --json prints.")]
    }
  }

  /// Prints the table, or the figures as JSON, and what failed; ends by status 1 or 2 where not all went
  /// well.
  func show(asJSON: Bool) throws {
    if asJSON { try Terminal.json(entries.map(Track.init)) } else { showTable() }
    for error in entries.compactMap(\.error) { Terminal.error(error) }
    if entries.contains(where: { $0.error != nil }) { throw ExitCode.failure }
    let short = entries.compactMap(\.figures).filter { $0.reason != nil }
    for figures in short {
      Terminal.error("“\(figures.input)”: \(figures.reason ?? "")")
    }
    if !short.isEmpty { throw ExitCode(2) }
  }

  /// Prints one line a track, and how many there are of each kind.
  func showTable() {
    let heads = ["", "target", "reached", "true peak", "gain", "reduction", ""]
    let units = ["", "LUFS", "LUFS", "dBTP", "dB", "dB", ""]
    Terminal.table(
      [heads, units]
        + entries.map { entry in
          guard let figures = entry.figures else {
            return [entry.input, "–", "–", "–", "–", "–", "failed"]
          }
          return [
            entry.input, decibels(figures.targetLUFS), decibels(figures.after.integratedLUFS),
            decibels(figures.after.truePeakDecibels), decibels(figures.gainDecibels),
            decibels(figures.averageGainReductionDecibels),
            figures.reason == nil ? "reached" : "short",
          ]
        })
    let failed = entries.count { $0.error != nil }
    let short = entries.count { $0.figures?.reason != nil }
    let reached = entries.count - failed - short
    Terminal.line("")
    Terminal.line(
      "\(entries.count) \(entries.count == 1 ? "track" : "tracks"): \(reached) reached, "
        + "\(short) short of the target, \(failed) failed")
  }

  /// An album, as JSON has it.
  private struct Tracks: Decodable {
    let tracks: [Track]
  }

  /// A track, as JSON has it: its figures, or why there are none.
  private struct Track: Codable {
    let entry: Entry

    init(_ entry: Entry) { self.entry = entry }

    private enum CodingKeys: String, CodingKey { case input, error }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let input = try container.decode(String.self, forKey: .input)
      if let error = try container.decodeIfPresent(String.self, forKey: .error) {
        entry = Entry(input: input, error: error)
      } else {
        entry = Entry(input: input, figures: try MasterFigures(from: decoder))
      }
    }

    func encode(to encoder: any Encoder) throws {
      if let figures = entry.figures { return try figures.encode(to: encoder) }
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(entry.input, forKey: .input)
      try container.encode(entry.error, forKey: .error)
    }
  }
}

import ArgumentParser
import AuralMind
import AuralMindOffline
import Foundation

/// One run of `master` over several mixes: a batch, or an album.
struct MasterRun {
  private let command: MasterCommand
  private var settings: Settings
  private let assigned: Set<Control>
  private let outputs: MasterOutputs

  private var inputs: [String] { command.inputs }

  private var threadCount: Int {
    command.jobs ?? usableProcessorCount
  }

  init(
    _ command: MasterCommand, settings: Settings, assigned: Set<Control>, outputs: MasterOutputs
  ) {
    self.command = command
    self.settings = settings
    self.assigned = assigned
    self.outputs = outputs
  }

  /// Masters the mixes and shows how that went.
  mutating func run() throws {
    let bar = ProgressBar()
    defer { bar.clear() }
    let spectra = try command.chain.matching.spectra(for: &settings) {
      bar.show("Measuring the reference", $0)
    }
    bar.clear()
    if command.album { return try masterAlbum(spectra, bar) }
    var entries = inputs.map { MasterSummary.Entry(input: $0) }
    var orders: [(index: Int, order: MasteringOrder)] = []
    for i in inputs.indices {
      do {
        var order = try outputs.order(
          i, settings: settings, assigned: assigned, options: command.file)
        order.spectra = spectra
        orders.append((i, order))
      } catch {
        entries[i].error = Self.sentence(error)
      }
    }
    let results = masterBatch(
      orders.map(\.order), threadCount: threadCount, forProposal: command.auto,
      prepare: preparation,
      progress: { bar.show("Mastering \(orders.count)", $0) })
    bar.clear()
    for (i, result) in zip(orders.map(\.index), results) {
      switch result {
      case .success(let report):
        entries[i].figures = MasterFigures(
          input: inputs[i], output: outputs.paths[i], report: report)
      case .failure(let error): entries[i].error = Self.sentence(error)
      }
    }
    try MasterSummary(entries: entries).show(asJSON: command.file.json)
  }

  /// What is decided of an order once its mix was heard.
  private var preparation: @Sendable (inout MasteringOrder, CapturedTrack) -> Void {
    guard command.auto else { return { _, _ in } }
    return { [assigned] order, mix in order.takeProposal(for: mix, keeping: assigned) }
  }

  private func masterAlbum(_ spectra: MatchSpectra, _ bar: ProgressBar) throws {
    let orders = try inputs.indices.map { i in
      var order = try outputs.order(
        i, settings: settings, assigned: assigned, options: command.file)
      order.spectra = spectra
      return order
    }
    let album = try AuralMindOffline.masterAlbum(orders, threadCount: threadCount) {
      bar.show($0 == 0 ? "Measuring the mixes" : "Mastering, round \($0)", $1)
    }
    bar.clear()
    let entries = inputs.indices.map { i in
      MasterSummary.Entry(
        input: inputs[i],
        figures: MasterFigures(input: inputs[i], output: outputs.paths[i], report: album.tracks[i]))
    }
    let summary = MasterSummary(entries: entries)
    if command.file.json {
      try Terminal.json(AlbumFigures(album, inputs: inputs, tracks: entries.compactMap(\.figures)))
    } else {
      summary.showTable()
    }
    if let track = album.limitingTrack {
      Terminal.error(
        """
        The album is \(decibels(album.loweredLU)) LU below its target, so that “\(inputs[track])” \
        keeps its place: \(album.reason ?? "it reaches no more.")
        """)
      throw ExitCode(2)
    }
  }

  private static func sentence(_ error: any Error) -> String {
    (error as? AudioFileError)?.description ?? "\(error)"
  }
}

/// What `auralmind master --album --json` prints.
struct AlbumFigures: Encodable {
  let targetLUFS: Double
  let loweredLU: Double
  let limitingTrack: String?
  let tracks: [MasterFigures]

  /// Takes the figures from the report on an album of `inputs`.
  init(_ album: AlbumReport, inputs: [String], tracks: [MasterFigures]) {
    targetLUFS = (album.targetLUFS * 1_000).rounded() / 1_000
    loweredLU = album.loweredLU
    limitingTrack = album.limitingTrack.map { inputs[$0] }
    self.tracks = tracks
  }

  private enum CodingKeys: String, CodingKey {
    case tracks
    case targetLUFS = "album_target_lufs"
    case loweredLU = "lowered_lu"
    case limitingTrack = "limiting_track"
  }
}

import ArgumentParser
import AuralMind
import AuralMindOffline

/// Proposes how a mix should be mastered.
struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Proposes preset, delivery and amounts for a mix, with reasons.",
    discussion: """
      Measures the mix, and says of every control it would set why, and by what figure; what it \
      does not name stays as the preset has it. Nothing is written. The same mix has the same proposal, \
      and the same one 12 dB quieter. The last line is the command that masters by it.
      """)

  @Argument(help: "The mix: WAV, FLAC, AIFF, Ogg or whatever libsndfile reads, mono or stereo.")
  var input: String

  @Option(
    name: .customLong("reference"),
    help: ArgumentHelp(
      "What to match to: audio, a profile, a drawn curve or slot:N; may be repeated.",
      valueName: "file|slot:n"))
  var references: [String] = []

  @Flag(help: "Print the proposal as JSON.")
  var json = false

  func run() throws {
    var settings = Settings()
    var inputs = MatchInputs(settings: settings)
    inputs.references = try references.map { (try ReferenceOptions.origin($0), 1) }
    var audio = try AudioFile(path: input)
    let bar = ProgressBar()
    defer { bar.clear() }
    let spectra = try MatchSpectra(reading: inputs, settings: &settings) {
      bar.show("Measuring the reference", $0)
    }
    let reference = spectra.referenceTrack(settings)
    let (suggestion, figures) = try suggest(&audio, reference: reference) {
      bar.show("Measuring the mix", $0)
    }
    bar.clear()
    let proposal = SuggestFigures(
      input: input, references: references, suggestion: suggestion, figures: figures)
    if json { return try Terminal.json(proposal) }
    write(proposal)
  }

  private func write(_ proposal: SuggestFigures) {
    let items = proposal.suggestion.items
    Terminal.table(
      items.map { item in
        [
          "\(item.control.symbol)", item.valueName,
          item.control.parameter.unit.map { "\($0.symbol)" } ?? "",
          item.measures.map(\.text).joined(separator: ", "),
        ]
      })
    Terminal.line("")
    for item in items { Terminal.line("\(item.control.parameter.name): \(item.reason)") }
    if !proposal.suggestion.notes.isEmpty {
      Terminal.line("")
      proposal.suggestion.notes.forEach(Terminal.line)
    }
    Terminal.line("")
    Terminal.line(proposal.command)
  }
}

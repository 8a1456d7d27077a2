import ArgumentParser
import AuralMind
import AuralMindOffline
import Foundation

/// Masters files to an exact loudness.
struct MasterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "master",
    abstract: "Masters files to their loudness, under their ceiling.",
    discussion: """
      Finds the one gain with which the chain reaches the target, writes the master and prints \
      what it cost. Where the gain-reduction limit (gr_limit) or the governor's range comes first, \
      the closest master is written, the reason said, and the exit status is 2.

      Several mixes are a batch: each is mastered on its own, one on each core, and one that fails \
      does not keep the others from being mastered. With --album they keep the loudness they have \
      beside each other, and are written whole or not at all.
      """)

  @Argument(
    help: "The mixes: WAV, FLAC, AIFF, Ogg or whatever libsndfile reads, mono or stereo.",
    completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong,
    help: """
      The master, whose extension decides the kind of file; or a folder, for masters named as \
      their mixes. [default: <input>-master beside it]
      """, completion: .file())
  var output: String?

  @Flag(help: "Keep the tracks' loudness beside each other: the loudest goes to the target.")
  var album = false

  @Option(
    help: ArgumentHelp(
      "How many threads work, each on a mix where there are several. [default: one a core]",
      valueName: "number"))
  var jobs: Int?

  @Flag(
    help: "Make one table of what --json printed of other runs: the inputs are those files.")
  var summaryOnly = false

  @Flag(help: "Take what suggest proposes, but for what other options set.")
  var auto = false

  @OptionGroup var chain: ChainOptions
  @OptionGroup var stems: StemOptions
  @OptionGroup var file: OutputOptions
  @OptionGroup var reporting: ReportOption

  func validate() throws {
    guard (1...1_024).contains(jobs ?? 1) else {
      throw ValidationError("--jobs takes 1 to 1024.")
    }
    if summaryOnly, album || output != nil {
      throw ValidationError("--summary-only reads figures and writes no masters.")
    }
    if album, auto {
      throw ValidationError("--auto judges each mix by itself, and an album is one; leave one out.")
    }
    if inputs.count > 1 || album || summaryOnly, reporting.report != nil {
      throw ValidationError("--report tells of one master; give one mix.")
    }
    if inputs.count > 1 || album || summaryOnly, stems.source != nil {
      throw ValidationError("--stems and --separate give the stems of one mix; give one mix.")
    }
    if inputs.count > 1, chain.matching.source != nil {
      throw ValidationError("--source is the spectrum of one mix; give one mix.")
    }
  }

  func run() throws {
    if summaryOnly { return try MasterSummary(reading: inputs).show(asJSON: file.json) }
    var (settings, assigned) = try chain.settingsToSolve(by: "master")
    let outputs = try MasterOutputs(inputs: inputs, output: output, fileExtension: file.format)
    if album || inputs.count > 1 {
      var run = MasterRun(self, settings: settings, assigned: assigned, outputs: outputs)
      try run.run()
    } else {
      try masterOne(&settings, assigned, outputs)
    }
  }

  private func masterOne(
    _ settings: inout Settings, _ assigned: Set<Control>, _ outputs: MasterOutputs
  ) throws {
    var order = try outputs.order(0, settings: settings, assigned: assigned, options: file)
    if let jobs { order.threadCount = jobs }
    _ = try Destination(path: outputs.paths[0], inputs: stems.inputs(mix: inputs[0]))
    let reportDestination = try reporting.destination(
      inputs: chain.matching.paths + [inputs[0], outputs.paths[0]])
    order.keepsRecord = reportDestination != nil
    let bar = ProgressBar()
    defer { bar.clear() }
    let sum = try stems.sum(mix: inputs[0], settings: settings, bar)
    // The sum's file goes with it.
    defer { withExtendedLifetime(sum) {} }
    if let sum { order.takeMix(of: sum) }
    var request = MasteringRequest(
      input: inputs[0], output: outputs.paths[0], settings: settings,
      channelCount: order.output.format.channelCount)
    try chain.matching.describe(&request)
    request.wordLength = file.bits
    request.stems = stems.words
    let matching = chain.matching
    let (mix, known) = try both(
      { [order, auto] in
        try captureMix(
          path: order.input, sampleRate: order.sampleRate, forProposal: auto, progress: $0)
      },
      { [order] in
        var settings = order.settings
        let spectra = try matching.spectra(for: &settings, progress: $0)
        return (settings, spectra)
      }, threadCount: order.threadCount
    ) { bar.show("Measuring", $0) }
    (order.settings, order.spectra) = known
    if auto {
      order.takeProposal(for: mix, keeping: assigned)
      request.settings = order.settings
    }
    let take = try master(order, mix: mix) { bar.show(Self.label($0), $1) }
    try take.commit()
    bar.clear()
    if let reportDestination, let record = take.record {
      try writeReport(
        masteringDocument(request, take.report, record, dither: order.settings.dither),
        to: reportDestination)
    }
    let figures = MasterFigures(input: inputs[0], output: outputs.paths[0], report: take.report)
    if file.json { try Terminal.json(figures) } else { figures.show(take.report) }
    if let reason = take.report.reason {
      Terminal.error(reason)
      throw ExitCode(2)
    }
  }

  private static func label(_ step: MasteringStep) -> String {
    switch step {
    case .measuringInput: "Measuring the mix"
    case .pass(let number): "Pass \(number)"
    case .measuringOutput: "Measuring the master"
    }
  }
}

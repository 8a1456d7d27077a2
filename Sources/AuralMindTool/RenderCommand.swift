import ArgumentParser
import AuralMind
import AuralMindOffline

/// Runs a file once through the chain, as the plugin does.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Runs a file once through the chain: the plugin's bits, without its latency.",
    discussion: """
      Unlike master it does not look ahead of the programme: the governor learns on the way, as it \
      does in a session.
      """)

  @Argument(
    help: "The mix: WAV, FLAC, AIFF, Ogg or whatever libsndfile reads, mono or stereo.",
    completion: .file())
  var input: String

  @Option(
    name: .shortAndLong, help: "The output; its extension decides the kind of file.",
    completion: .file())
  var output: String

  @OptionGroup var chain: ChainOptions
  @OptionGroup var file: OutputOptions

  func run() throws {
    var (settings, assigned) = try chain.settings()
    let audio = try AudioFile(path: input, sampleRate: file.rate)
    let destination = try Destination(path: output, inputs: [input])
    let format = try file.output(
      path: output, input: audio.format, settings: &settings, assigned: assigned)
    let bar = ProgressBar()
    defer { bar.clear() }
    let spectra = try chain.matching.spectra(for: &settings) {
      bar.show("Measuring the reference", $0)
    }
    let report = try render(
      audio, to: destination, output: format, settings: settings, spectra: spectra
    ) { bar.show("Rendering", $0) }
    bar.clear()
    let figures = RenderFigures(input: input, output: output, report: report)
    if file.json { return try Terminal.json(figures) }
    var rows = report.match.map { [MeasurementTable.row($0)] } ?? []
    rows += [
      ["Integrated", MeasurementTable.level(figures.integratedLUFS.value), "LUFS"],
      ["True peak", MeasurementTable.level(figures.truePeakDecibels.value), "dBTP"],
      ["Governor gain", decibels(figures.gainDecibels), "dB, \(figures.governorState)"],
      [
        "Gain reduction", decibels(figures.averageGainReductionDecibels),
        "dB average, \(decibels(figures.maximumGainReductionDecibels)) dB at most",
      ],
      ["Latency", "\(figures.latencyFrames)", "frames, taken out"],
      ["Written", output, figures.format],
    ]
    Terminal.table(rows)
  }
}

/// What `auralmind render --json` prints.
struct RenderFigures: Encodable {
  let input: String
  let output: String
  let format: String
  let integratedLUFS: Level
  let truePeakDecibels: Level
  let gainDecibels: Double
  let governorState: String
  let averageGainReductionDecibels: Double
  let maximumGainReductionDecibels: Double
  let match: MatchFigures?
  let matchState: String
  let latencyFrames: Int

  /// Takes the figures from a report on the rendering of `input` at `output`.
  init(input: String, output: String, report: RenderReport) {
    self.input = input
    self.output = output
    format = "\(report.format.container.name), \(report.format.encoding.name)"
    integratedLUFS = Level(report.figures.integratedLUFS)
    truePeakDecibels = Level(report.figures.truePeakDecibels)
    gainDecibels = report.meters.appliedGainDecibels
    governorState = "\(report.meters.governorState.name)"
    averageGainReductionDecibels = report.meters.averageGainReductionDecibels
    maximumGainReductionDecibels = report.maximumGainReductionDecibels
    match = report.match
    matchState = "\(report.meters.matchState.name)"
    latencyFrames = report.latencyFrames
  }

  private enum CodingKeys: String, CodingKey {
    case input, output, format, match
    case integratedLUFS = "integrated_lufs"
    case truePeakDecibels = "true_peak_dbtp"
    case gainDecibels = "governor_gain_db"
    case governorState = "governor_state"
    case averageGainReductionDecibels = "average_gain_reduction_db"
    case maximumGainReductionDecibels = "maximum_gain_reduction_db"
    case matchState = "match_state"
    case latencyFrames = "latency_frames"
  }
}

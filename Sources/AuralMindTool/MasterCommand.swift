import ArgumentParser
import AuralMind
import AuralMindOffline
import Foundation

/// Masters a file to an exact loudness.
struct MasterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "master",
    abstract: "Masters a file to its loudness, under its ceiling.",
    discussion: """
      Finds the one gain with which the chain reaches the target, writes the master and prints \
      what it cost. Where the gain-reduction limit (gr_limit) or the governor's range comes first, \
      the closest master is written, the reason said, and the exit status is 2.
      """)

  @Argument(help: "The mix: WAV, FLAC, AIFF, Ogg or whatever libsndfile reads, mono or stereo.")
  var input: String

  @Option(
    name: .shortAndLong,
    help: "The master; its extension decides the kind of file. [default: <input>-master beside it]")
  var output: String?

  @OptionGroup var chain: ChainOptions
  @OptionGroup var stems: StemOptions
  @OptionGroup var file: OutputOptions

  func run() throws {
    var (settings, assigned) = try chain.settings()
    try refuseWhatMasterSolves(settings, assigned)
    let mix = try AudioFile(path: input)
    let path = output ?? Self.defaultOutput(input: input)
    let destination = try Destination(path: path, inputs: [input] + stems.inputs(mix: input))
    var format = try file.output(
      path: path, input: mix.format, settings: &settings, assigned: assigned)

    let bar = ProgressBar()
    defer { bar.clear() }
    let spectra = try chain.matching.spectra(for: &settings, bar)
    let sum = try stems.sum(mix: input, settings: settings, bar)
    // The sum's file goes with it.
    defer { withExtendedLifetime(sum) {} }
    if let sum {
      format.format.sampleRate = sum.sampleRate
      format.format.channelCount = sum.channelCount
    }
    let audio = try AudioFile(path: sum?.path ?? input)
    let report = try master(
      audio, to: destination, output: format, settings: settings, spectra: spectra
    ) { bar.show(Self.label($0), $1) }
    bar.clear()
    if file.json {
      try Terminal.json(MasterFigures(input: input, output: path, report: report))
    } else {
      write(report, path: path)
    }
    if let reason = report.reason {
      Terminal.error(reason)
      throw ExitCode(2)
    }
  }

  /// Refuses settings under which there is no loudness to solve for.
  private func refuseWhatMasterSolves(_ settings: Settings, _ assigned: Set<Control>) throws {
    if assigned.contains(.governorGain) || settings.governor != .learn {
      throw ValidationError(
        "master finds the governor's gain itself; use render for a gain of your own.")
    }
    if !settings.isEnabled || settings.listen != .master {
      throw ValidationError("master writes the master; use render for anything else.")
    }
  }

  /// The name of the master beside its mix, for a mix without a name for its own.
  static func defaultOutput(input: String) -> String {
    let url = URL(fileURLWithPath: input)
    let known = AudioFormat.Container(fileExtension: url.pathExtension) != nil
    let stem = url.deletingPathExtension().lastPathComponent
    let name = "\(stem)-master.\(known ? url.pathExtension : "wav")"
    let folder = (input as NSString).deletingLastPathComponent
    return folder.isEmpty ? name : (folder as NSString).appendingPathComponent(name)
  }

  private static func label(_ step: MasteringStep) -> String {
    switch step {
    case .measuringInput: "Measuring the mix"
    case .pass(let number): "Pass \(number)"
    case .measuringOutput: "Measuring the master"
    }
  }

  private func write(_ report: MasteringReport, path: String) {
    Terminal.table(
      [["", "before", "after"]]
        + zip(
          MeasurementTable.rows(report.before), MeasurementTable.rows(report.after)
        ).map { before, after in [before[0], before[1], after[1], before[2]] })
    Terminal.line("")
    let passes = report.passes == 1 ? "1 pass" : "\(report.passes) passes"
    var rows = report.match.map { [MeasurementTable.row($0)] } ?? []
    rows += [
      ["Target", decibels(report.goal.targetLUFS), "LUFS"],
      ["Ceiling", decibels(report.goal.ceilingDecibels), "dBTP"],
      ["Governor gain", String(format: "%.3f", report.gainDecibels), "dB, in \(passes)"],
      [
        "Gain reduction", decibels(report.averageGainReductionDecibels),
        "dB average, \(decibels(report.maximumGainReductionDecibels)) dB at most",
      ],
      ["Written", path, "\(report.format.container.name), \(report.format.encoding.name)"],
    ]
    Terminal.table(rows)
  }
}

import ArgumentParser
import AuralMind
import AuralMindOffline
import AuralMindTurtle
import Foundation

/// Finds the governor's gain for a mix, and saves it as a preset for hosts.
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Finds the governor's gain for a mix, for use in a host.",
    discussion: """
      The search is that of master, and nothing audible is written. With --save-preset the gain, all \
      other settings, the reference and what is known of the mix go into an LV2 preset, which hosts \
      list under its name: with it the plugin gives the master's bits on any machine. Where the target \
      cannot be reached the nearest gain is found, the reason said, and the exit status is 2.
      """)

  @Argument(help: "The mix: WAV, FLAC, AIFF, Ogg or whatever libsndfile reads, mono or stereo.")
  var input: String

  @OptionGroup var chain: ChainOptions

  @Option(
    help: ArgumentHelp(
      "Save the solution as a preset for hosts, in place of one of that name.", valueName: "name"))
  var savePreset: String?

  @Option(
    help: ArgumentHelp(
      "The folder of LV2 bundles to save the preset in. [default: ~/.lv2]", valueName: "folder"))
  var presetFolder: String?

  @Flag(help: "Print the figures as JSON.")
  var json = false

  func validate() throws {
    guard presetFolder == nil || savePreset != nil else {
      throw ValidationError("--preset-folder goes with --save-preset.")
    }
    _ = try presetName()
  }

  func run() throws {
    var (settings, _) = try chain.settingsToSolve(by: "solve")
    _ = try AudioFile(path: input)
    let destination = try presetName().map {
      try PresetDestination(name: $0, folder: presetFolder)
    }
    let bar = ProgressBar()
    defer { bar.clear() }
    let spectra = try chain.matching.spectra(for: &settings, keepsReferences: true) {
      bar.show("Measuring the reference", $0)
    }
    let solution = try solve(path: input, settings: settings, spectra: spectra) {
      bar.show(Self.label($0), $1)
    }
    if let destination {
      let mixName = URL(fileURLWithPath: input).lastPathComponent
      try destination.write(solution.preset(named: destination.name, mixName: mixName))
    }
    bar.clear()
    let figures = SolveFigures(input: input, solution: solution, preset: destination)
    if json { try Terminal.json(figures) } else { write(figures) }
    if let reason = solution.reason {
      Terminal.error(reason)
      throw ExitCode(2)
    }
  }

  private func presetName() throws -> PresetName? {
    guard let savePreset else { return nil }
    do throws(PresetName.Fault) {
      return try PresetName(savePreset)
    } catch {
      throw ValidationError(Self.sentence(error))
    }
  }

  private static func sentence(_ fault: PresetName.Fault) -> String {
    switch fault {
    case .empty: "--save-preset takes a name, and this one is empty."
    case .tooLong: "--save-preset takes at most \(PresetName.longestBytes) bytes."
    case .ships: "A preset of that name ships with the plugin; choose another name."
    }
  }

  private static func label(_ step: MasteringStep) -> String {
    switch step {
    case .measuringInput: "Measuring the mix"
    case .pass(let number): "Pass \(number)"
    case .measuringOutput: "Measuring the master"
    }
  }

  private func write(_ figures: SolveFigures) {
    let passes = figures.passes == 1 ? "1 pass" : "\(figures.passes) passes"
    var rows = [
      ["Governor gain", String(format: "%.3f", figures.gainDecibels), "dB, in \(passes)"],
      [
        "Integrated", MeasurementTable.level(figures.after.integratedLUFS),
        "LUFS, \(decibels(figures.targetLUFS)) asked for",
      ],
      [
        "True peak", MeasurementTable.level(figures.after.truePeakDecibels),
        "dBTP, \(decibels(figures.ceilingDecibels)) allowed",
      ],
      [
        "Gain reduction", decibels(figures.averageGainReductionDecibels),
        "dB average, \(decibels(figures.maximumGainReductionDecibels)) dB at most",
      ],
    ]
    if let preset = figures.preset { rows.append(["Preset", preset.name, "in \(preset.folder)"]) }
    Terminal.table(rows)
  }
}

public import ArgumentParser
public import AuralMindOffline

/// Compares the sound of the chain with committed figures.
struct RegressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regress",
    abstract: "Compares the sound of every preset with golden figures; for those who change it.",
    discussion: """
      Masters synthesised programmes by every preset and compares loudness, true peak, crest, \
      loudness range, correlation and third-octave levels of mid and side. What moved beyond its \
      tolerance, is missing or is new is listed, and the exit status is 1.
      """)

  /// The most differences a table shows: a screen of them tells where to look.
  private static let longestTable = 40

  @Argument(
    help: "The golden figures.", completion: .file(extensions: ["csv"]))
  var golden: String = GoldenFile.defaultPath

  @Flag(help: "Write the figures as they are now in place of the golden ones.")
  var bless = false

  @Option(
    name: .customLong("programme"),
    help: ArgumentHelp(
      "Compare this programme alone, at all its rates; may be repeated.", valueName: "programme"))
  var materials: [RegressionMaterial] = []

  @Flag(help: "Print every difference as JSON.")
  var json = false

  func validate() throws {
    if bless && !materials.isEmpty {
      throw ValidationError("--bless writes the whole suite; leave --programme out.")
    }
  }

  func run() throws {
    let destination = bless ? try Destination(path: golden, inputs: []) : nil
    var regression = Regression()
    if !materials.isEmpty {
      regression.programmes = regression.programmes.filter { materials.contains($0.material) }
    }
    let whole = bless ? nil : try GoldenFile(path: golden)
    // Of a part of the suite the other figures are not missing.
    let kept = materials.isEmpty ? whole : whole?.only(Set(regression.programmes))
    let bar = ProgressBar()
    defer { bar.clear() }
    let figures = regression.figures { bar.show("Mastering", $0) }
    bar.clear()
    if let destination { try figures.write(to: destination) }
    let outcome = RegressionOutcome(
      golden: golden, isBlessed: bless, count: figures.rows.count,
      differences: kept?.differences(to: figures) ?? [])
    if json { try Terminal.json(outcome) } else { outcome.write(longestTable: Self.longestTable) }
    if !outcome.differences.isEmpty { throw ExitCode.failure }
  }
}

extension RegressionMaterial: ExpressibleByArgument {}

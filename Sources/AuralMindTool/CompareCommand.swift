import ArgumentParser
import AuralMindOffline

/// Compares two tracks at equal loudness.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Tells what B has more and less than A, at equal loudness.",
    discussion: """
      B is brought to A's integrated loudness by gain alone, on paper. Compared are the third octaves of \
      mid and side where the tracks are loud, the dynamics and the width. Sample rates and channels may \
      differ; a mono file beside a stereo one counts as it sounds from two speakers. The spectral \
      distance is the RMS of the difference in balance over third octaves from 40 Hz to 16 kHz.
      """)

  @Argument(help: "The track to compare with: whatever libsndfile reads, mono or stereo.")
  var a: String

  @Argument(help: "The track that is compared.")
  var b: String

  @OptionGroup var reporting: ReportOption

  @Flag(help: "Print the figures as JSON.")
  var json = false

  func run() throws {
    let destination = try reporting.destination(inputs: [a, b])
    let bar = ProgressBar()
    defer { bar.clear() }
    let comparison = try compareTracks(a, b) { bar.show("Comparing", $0) }
    bar.clear()
    if let destination { try writeReport(comparison.report, to: destination) }
    if json { return try Terminal.json(comparison) }
    ComparisonTable(comparison).write()
  }
}

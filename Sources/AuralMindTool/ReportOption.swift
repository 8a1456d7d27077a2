import ArgumentParser
import AuralMindOffline

/// The option that asks for a report.
struct ReportOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write a report too: .html for a browser and paper, .md or .json.", valueName: "file"))
  var report: String?

  /// Where the report goes, once it is known that it may; nil where none is asked for.
  func destination(inputs: [String]) throws -> Destination? {
    guard let report else { return nil }
    guard ReportFormat(path: report) != nil else {
      throw ValidationError("A report is .html, .md or .json, and “\(report)” is none of them.")
    }
    return try Destination(path: report, inputs: inputs)
  }
}

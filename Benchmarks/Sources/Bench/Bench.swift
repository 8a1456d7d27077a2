import CMachine
import Foundation

/// Measures the plugin and the command line beside others of their kind.
@main
struct Bench {
  static func main() {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      flush_subnormals()
      try run(options)
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ options: Options) throws(BenchFault) {
    let report = Report(isMarkdown: options.isMarkdown)
    switch options.command {
    case "peers": try PeersCommand(options, report).run()
    case "stages": _ = try StagesCommand(options, report).run()
    case "instructions": try InstructionsCommand(options, report).run()
    case "limits": try LimitsCommand(options, report).run()
    case "companion": try CompanionCommand(options, report).run()
    case "one": return try OneCommand(options).run()
    case "start": return try StartCommand(options).run()
    case "all":
      try PeersCommand(options, report).run()
      let stages = try StagesCommand(options, report).run()
      try LimitsCommand(options, report).run(after: stages)
      try InstructionsCommand(options, report).run()
      try CompanionCommand(options, report).run()
    default: throw .badArgument("\(options.command) is no command.")
    }
    if let csv = options.csv { try report.write(to: csv) }
  }
}

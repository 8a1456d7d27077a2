import ArgumentParser
import AuralMindOffline
import Foundation

/// The command-line companion of the mastering plugin.
@main
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "auralmind",
    abstract: "Masters audio files with the chain of the AuralMind plugin.",
    discussion: ExitMeaning.sentence,
    version: Release.line,
    subcommands: [
      CaptureCommand.self, MasterCommand.self, RenderCommand.self, SolveCommand.self,
      MeasureCommand.self, CompareCommand.self, ListeningCommand.self, CodecCheckCommand.self,
      SuggestCommand.self, RegressCommand.self, DemoCommand.self, ProfilesCommand.self,
      PresetsCommand.self, PortsCommand.self, ManualCommand.self, CompletionsCommand.self,
    ])

  /// Runs the command the arguments name; an error becomes one sentence and an exit status.
  static func main() {
    TemporaryFiles.removeOnInterruption()
    Terminal.silenceLibraries()
    refuseUnreadableArguments()
    do {
      var command = try parseAsRoot()
      try command.run()
      try flushResults()
    } catch {
      end(error)
    }
  }

  /// Refuses arguments that are not UTF-8: repaired, a file name would be that of another file.
  private static func refuseUnreadableArguments() {
    for i in 1..<max(Int(CommandLine.argc), 1) {
      guard let argument = CommandLine.unsafeArgv[i], String(validatingCString: argument) == nil
      else { continue }
      Terminal.error(
        "“\(String(cString: argument))” is not UTF-8, as names have to be; rename the file first.")
      Foundation.exit(ExitCode.validationFailure.rawValue)
    }
  }

  private static func end(_ error: any Error) -> Never {
    if let error = error as? AudioFileError {
      Terminal.error(error.description)
      Foundation.exit(error.isUsage ? ExitCode.validationFailure.rawValue : 1)
    }
    let status = exitCode(for: error)
    let text = message(for: error)
    // Help and the version are no errors; a bare exit status has been explained already.
    if status == .success || text.isEmpty { exit(withError: error) }
    Terminal.error(sentence(text))
    Foundation.exit(status.rawValue)
  }

  /// Makes a list of values, which the parser writes one a line, part of the sentence before it.
  private static func sentence(_ text: String) -> String {
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let items = lines.dropFirst().map { $0.hasPrefix("- ") ? String($0.dropFirst(2)) : $0 }
    return items.isEmpty ? text : "\(lines[0]) \(items.joined(separator: ", "))."
  }

  /// Sees to it that results really went out; a reader that went away wanted no more of them.
  private static func flushResults() throws {
    guard fflush(nil) != 0, errno != EPIPE else { return }
    throw ResultsLost(reason: String(cString: strerror(errno)).lowercased())
  }
}

/// The figures could not be printed.
private struct ResultsLost: Error, CustomStringConvertible {
  let reason: String

  var description: String { "The figures cannot be printed: \(reason)." }
}

import ArgumentParser
import AuralMind
import AuralMindOffline

/// The options that say how a file is written, shared by `master` and `render`.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The word length of the output: 16, 20, 24 or 32f; the input's unless given.",
      valueName: "bits"))
  var bits: WordLength?

  @Flag(help: "Print the figures as JSON.")
  var json = false

  /// Chooses the output's format, and dither for it unless the user has set that.
  func output(
    path: String, input: AudioFormat, settings: inout Settings, assigned: Set<Control>
  ) throws -> OutputFormat {
    let output = try OutputFormat(path: path, input: input, wordLength: bits)
    if !assigned.contains(.dither) { settings.dither = output.dither }
    return output
  }
}

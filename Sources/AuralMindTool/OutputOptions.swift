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

  @Option(
    help: ArgumentHelp(
      "The sample rate of the output, from 8000 to 384000; the input's unless given.",
      valueName: "hz"))
  var rate: Int?

  @Option(
    help: ArgumentHelp(
      "The kind of file where the output's name does not tell: wav, flac, aiff, ogg …",
      valueName: "extension"))
  var format: String?

  @Flag(help: "Print the figures as JSON.")
  var json = false

  func validate() throws {
    if let rate, !AudioFile.sampleRates.contains(rate) {
      throw ValidationError("--rate takes 8000 to 384000 Hz.")
    }
    if let format, AudioFormat.Container(fileExtension: format) == nil {
      throw ValidationError("--format takes \(AudioFormat.Container.extensionList).")
    }
  }

  /// Chooses the output's format, and dither for it unless the user has set that.
  func output(
    path: String, input: AudioFormat, settings: inout Settings, assigned: Set<Control>
  ) throws -> OutputFormat {
    var input = input
    if let rate { input.sampleRate = rate }
    let output = try OutputFormat(path: path, input: input, wordLength: bits)
    if !assigned.contains(.dither) { settings.dither = output.dither }
    return output
  }
}

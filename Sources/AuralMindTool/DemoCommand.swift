import ArgumentParser
import AuralMindOffline

/// Writes a short unmastered mix.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Synthesises a short unmastered mix to try things on.",
    discussion: "The same arguments always give the same file.")

  @Argument(help: "The file to write; its extension decides the kind.", completion: .file())
  var output: String

  @Option(help: "The length in seconds, from 1 to 3600.")
  var seconds: Double = 60

  @Option(help: "The sample rate in Hz, from 8000 to 384000.")
  var rate: Int = 48_000

  @Option(help: "The word length: 16, 20, 24 or 32f.")
  var bits: WordLength = .bits24

  func validate() throws {
    guard (1...3_600).contains(seconds) else {
      throw ValidationError("--seconds takes 1 to 3600.")
    }
    guard (8_000...384_000).contains(rate) else {
      throw ValidationError("--rate takes 8000 to 384000 Hz.")
    }
  }

  func run() throws {
    let bar = ProgressBar()
    defer { bar.clear() }
    let format = AudioFormat(
      sampleRate: rate, channelCount: 2, container: .wav, encoding: bits.encoding)
    let isLossy = ["ogg", "oga", "opus", "mp3"].contains {
      output.lowercased().hasSuffix(".\($0)")
    }
    try writeDemo(
      to: try Destination(path: output, inputs: []),
      output: try OutputFormat(path: output, input: format, wordLength: isLossy ? nil : bits),
      seconds: seconds
    ) { bar.show("Synthesising", $0) }
  }
}

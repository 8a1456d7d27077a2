public import ArgumentParser
public import AuralMindOffline

/// Tells what lossy codecs do to the peaks of a master.
struct CodecCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codec-check",
    abstract: "Tells the true peaks that a file has after AAC, MP3, Opus and Vorbis.",
    discussion: """
      Encodes and decodes with the ffmpeg that is installed and measures what comes back, before any \
      player clips it. The ceiling is an estimate for this material: the one under which the decoded \
      peaks would have stayed below 0 dBTP. A peak above 0 dBTP is a finding and no failure.
      """)

  @Argument(
    help: "The master: WAV, FLAC, AIFF or whatever libsndfile and ffmpeg read.",
    completion: .file())
  var input: String

  @Option(
    name: .customLong("codec"),
    help: ArgumentHelp(
      "A codec to try; may be repeated. [default: all of them]", valueName: "codec"))
  var codecs: [Codec] = []

  @Option(
    name: .customLong("bitrate"),
    help: ArgumentHelp(
      "A bit rate for every codec, 32 to 320 kbit/s; may be repeated. [default: usual ones]",
      valueName: "kbit/s"))
  var bitrates: [Int] = []

  @Flag(help: "Print the figures as JSON.")
  var json = false

  func validate() throws {
    let range = Coding.bitrates
    guard bitrates.allSatisfy(range.contains) else {
      throw ValidationError("--bitrate takes \(range.lowerBound) to \(range.upperBound) kbit/s.")
    }
  }

  func run() throws {
    let bar = ProgressBar()
    defer { bar.clear() }
    let check = try CodecCheck(
      path: input, codecs: codecs.isEmpty ? Codec.allCases : codecs, bitrates: bitrates
    ) { coding, share in
      bar.show(coding.map { "\($0.codec.name) \($0.bitrate) kbit/s" } ?? "Measuring", share)
    }
    bar.clear()
    let report = CodecReport(file: input, check: check)
    if json { return try Terminal.json(report) }
    report.write()
  }
}

extension Codec: ExpressibleByArgument {}

import ArgumentParser
import AuralMindOffline
import Foundation

/// Makes a blind listening test, or scores one.
struct ListeningCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "abx",
    abstract: "Makes a blind listening test of two tracks, or scores one.",
    usage: """
      auralmind abx <a> <b> --output <folder> [<options>]
      auralmind abx --score <folder|sheet> [--key <key>] [--json]
      """,
    discussion: """
      Two recordings of one programme are put in line to the frame, brought to equal loudness within \
      0.05 LU, faded alike, and written beside an X for every trial that is one of them by lot, each file \
      with dither of its own. The sheet is sealed with the SHA-256 digest of key.txt: give the key to \
      somebody else, fill the sheet, and score it. What guards against an ear that knows does not guard \
      against a program that subtracts files.
      """)

  /// A salt longer than a line of text is a mistake.
  private static let longestSalt = 200

  @Argument(help: "The first track, A.")
  var a: String?

  @Argument(help: "The second track, B, of the same sample rate.")
  var b: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder to make; one that is there has to be empty.", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("How many X there are, 1 to 99. [default: 16]", valueName: "count"))
  var trials: Int?

  @Option(
    help: ArgumentHelp(
      "Where the passage begins in what both have in common, in seconds. [default: 0]",
      valueName: "seconds"))
  var from: Double?

  @Option(help: "How long the passage is. [default: as long as both are]")
  var seconds: Double?

  @Option(help: "What is digested with the key, in place of a random number.")
  var salt: String?

  @Option(
    help: """
      Draw by this number instead of by chance: the same package again, to the byte. Who knows it can \
      find the key.
      """)
  var seed: UInt64?

  @Option(
    help: ArgumentHelp("Score a filled sheet, or the one in a folder.", valueName: "folder|sheet"))
  var score: String?

  @Option(
    help: ArgumentHelp("The key of the sheet. [default: key.txt beside it]", valueName: "file"))
  var key: String?

  @Flag(help: "Print the figures as JSON.")
  var json = false

  func validate() throws {
    if score != nil {
      guard a == nil, output == nil, trials == nil, from == nil, seconds == nil, salt == nil,
        seed == nil
      else { throw ValidationError("--score goes with --key and --json alone.") }
      return
    }
    if key != nil { throw ValidationError("--key goes with --score.") }
    guard b != nil else { throw ValidationError("Give two tracks, or --score.") }
    guard output != nil else { throw ValidationError("Give the folder to make with --output.") }
    guard ListeningOptions.trialRange.contains(trials ?? 1) else {
      throw ValidationError("--trials takes 1 to 99.")
    }
    guard (0...Self.longestSeconds).contains(from ?? 0) else {
      throw ValidationError("--from takes 0 or more seconds.")
    }
    guard (0.5...Self.longestSeconds).contains(seconds ?? 1) else {
      throw ValidationError("--seconds takes 0.5 or more.")
    }
    if let salt {
      let isPlain = salt.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
      guard isPlain, !salt.isEmpty, salt.utf8.count <= Self.longestSalt else {
        throw ValidationError("--salt takes 1 to \(Self.longestSalt) bytes of plain text.")
      }
    }
  }

  /// A day, in seconds: no listening test begins later.
  private static let longestSeconds = 86_400.0

  func run() throws {
    if let score { return try write(scored(score)) }
    guard let a, let b, let output else { return }
    let first = try AudioFile(path: a)
    let second = try AudioFile(path: b)
    let folder = try PendingFolder(path: output)
    var options = ListeningOptions()
    options.trials = trials ?? options.trials
    options.startSeconds = from ?? options.startSeconds
    options.seconds = seconds
    let bar = ProgressBar()
    defer { bar.clear() }
    let report = try writeListeningPackage(
      first, second, to: folder, draw: draw(trials: options.trials), options: options
    ) { bar.show(Self.label($0), $1) }
    bar.clear()
    let figures = ListeningFigures(report, folder: output)
    if json { return try Terminal.json(figures) }
    Terminal.table(figures.rows)
    for note in report.notes { Terminal.line(note) }
  }

  private func draw(trials: Int) -> BlindDraw {
    if let seed {
      var generator = SeededGenerator(seed: seed)
      return BlindDraw(trials: trials, salt: salt, using: &generator)
    }
    var generator = SystemRandomNumberGenerator()
    return BlindDraw(trials: trials, salt: salt, using: &generator)
  }

  private func scored(_ path: String) throws -> ListeningScore {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let sheet =
      exists && isFolder.boolValue ? (path as NSString).appendingPathComponent("sheet.txt") : path
    let folder = (sheet as NSString).deletingLastPathComponent
    return try ListeningScore(
      sheetPath: sheet, keyPath: key ?? (folder as NSString).appendingPathComponent("key.txt"))
  }

  private func write(_ score: ListeningScore) throws {
    if json { return try Terminal.json(ScoreFigures(score)) }
    Terminal.line(score.verdict)
  }

  private static func label(_ step: ListeningStep) -> String {
    switch step {
    case .aligning: "Finding the offset"
    case .measuring: "Measuring"
    case .writing: "Writing"
    }
  }
}

import Foundation

/// The command line beside programs that do the same work: whole programs, from file to file.
struct CompanionCommand {
  /// What one command took, round by round.
  private struct Cost {
    var seconds: [Double] = []
    var processorSeconds: [Double] = []
    var memoryBytes: [Double] = []
  }

  private let options: Options
  private let report: Report

  init(_ options: Options, _ report: Report) {
    self.options = options
    self.report = report
  }

  /// Where they run: on one core, and on all.
  private static let places = [("one core", ["taskset", "-c", "0"]), ("all cores", [])]

  /// Times and prints.
  func run() throws(BenchFault) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    guard mkdir(folder.path, 0o700) == 0 else { throw .noFile(folder.path) }
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try prepare(folder.path)
    report.heading("The command line")
    var companions: [Companion] = []
    for companion in Companion.all(options, files) {
      // The first run is no measure: files and libraries are read from disk. It tells who is there at all.
      do {
        _ = try time(companion, behind: [])
        companions.append(companion)
      } catch {
        report.text("Left out: \(companion.name): \(Self.lastLine(of: "\(error)"))")
      }
    }
    var costs: [String: Cost] = [:]
    for _ in 0..<options.commandRounds {
      for (place, prefix) in Self.places {
        for companion in companions {
          let cost = try time(companion, behind: prefix)
          let key = companion.name + place
          costs[key, default: Cost()].seconds.append(cost.seconds / options.minutes)
          costs[key]?.processorSeconds.append(cost.processorSeconds / options.minutes)
          costs[key]?.memoryBytes.append(cost.memoryBytes)
        }
      }
    }
    report.text(
      """
      Seconds a minute of sound (\(decimal(options.minutes, 1)) minutes of stereo at 48 kHz), whole \
      programs, turn by turn, the median of \(options.commandRounds) rounds and the least, which others \
      disturbed least; how many times as long a program takes as the command of ours that does the same \
      work; processor seconds a minute; memory at its greatest. auralmind master matches a reference and \
      solves for the exact loudness, with and without a report of every stage; matchering matches the \
      same one; loudnorm measures and normalises.
      """)
    for (place, _) in Self.places { table(companions, place, costs) }
  }

  private func table(_ companions: [Companion], _ place: String, _ costs: [String: Cost]) {
    var rows: [[String]] = []
    for companion in companions {
      guard let cost = costs[companion.name + place] else { continue }
      let ours = companion.ours.flatMap { costs[$0 + place] }
      let ratio = ours.map { zip(cost.seconds, $0.seconds).map { $0 / $1 }.median }
      let memory = cost.memoryBytes.median
      let least = cost.seconds.min() ?? 0
      report.figure("companion, \(place)", companion.name, "time", "s/min", cost.seconds.median)
      report.figure("companion, \(place)", companion.name, "least time", "s/min", least)
      report.figure(
        "companion, \(place)", companion.name, "processor time", "s/min",
        cost.processorSeconds.median)
      report.figure("companion, \(place)", companion.name, "memory", "bytes", memory)
      if let ratio {
        report.figure("companion, \(place)", companion.name, "ratio to ours", "", ratio)
      }
      rows.append([
        companion.name, decimal(cost.seconds.median, 3), decimal(least, 3),
        ratio.map { decimal($0, 1) } ?? "",
        decimal(cost.processorSeconds.median, 3), decimal(memory / 1_048_576, 0),
      ])
    }
    report.table(
      ["on \(place)", "s/min", "least", "× ours", "processor s/min", "memory MiB"], rows)
  }

  /// Runs a command, step by step.
  private func time(
    _ companion: Companion, behind prefix: [String]
  ) throws(BenchFault) -> (seconds: Double, processorSeconds: Double, memoryBytes: Double) {
    var sum = (seconds: 0.0, processorSeconds: 0.0, memoryBytes: 0.0)
    var errors = ""
    for step in companion.steps {
      let words = prefix + [step.program] + (try step.arguments(errors))
      let child = try ChildProcess(words[0], Array(words.dropFirst()))
      // 2: the closest master, short of its target, is as much work.
      guard child.status == 0 || child.status == 2 && companion.ours == nil else {
        throw .failed(companion.name, child.errors)
      }
      errors = child.errors
      sum.seconds += child.seconds
      sum.processorSeconds += child.processorSeconds
      sum.memoryBytes = max(sum.memoryBytes, child.memoryBytes)
    }
    return sum
  }

  /// A mix and a reference that `auralmind demo` synthesises, unless others were told.
  private func prepare(_ folder: String) throws(BenchFault) -> Companion.Files {
    let mix = "\(folder)/mix.wav"
    let reference = "\(folder)/reference.wav"
    for arguments in [
      ["demo", mix, "--seconds", "\(Int(options.minutes * 60))"],
      ["render", mix, "-o", reference, "--set", "warmth=60", "--set", "width=160"],
    ] {
      let child = try ChildProcess(options.tool, arguments)
      guard child.status == 0 else { throw .failed(options.tool, child.errors) }
    }
    return Companion.Files(mix: mix, reference: reference, folder: folder)
  }

  private static func lastLine(of text: String) -> String {
    text.split(separator: "\n").last.map(String.init) ?? text
  }
}

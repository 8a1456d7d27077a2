import Foundation

/// Instructions a frame, counted by callgrind: the same at every run, whatever else the machine does.
struct InstructionsCommand {
  /// Callgrind begins to count when that much was heard, and counts so much, in seconds.
  private static let countedFrom = 1.0
  private static let counted = 2.0
  private static let block = 256

  private let options: Options
  private let report: Report

  init(_ options: Options, _ report: Report) {
    self.options = options
    self.report = report
  }

  /// Counts and prints.
  func run() throws(BenchFault) {
    report.heading("Instructions")
    let neutral: Double
    do { neutral = try count(.neutral) } catch {
      report.text("Left out: valgrind counts nothing here: \(error)")
      return
    }
    let whole = try count(.whole)
    let again = try count(.whole)
    var rows: [[String]] = []
    for stage in Stage.all {
      let foundation = try stage.base.isEmpty ? neutral : count(stage.foundation)
      let alone = try count(stage.alone) - foundation
      let saved = try whole - count(stage.leftOut)
      note(stage.key, "alone", alone)
      note(stage.key, "saved when left out", saved)
      rows.append([
        stage.name, decimal(alone, 1), share(alone, whole), decimal(saved, 1), share(saved, whole),
      ])
    }
    var totals = [(Contender.neutral, neutral), (.whole, whole)]
    totals.insert((.limiterSection, try count(.limiterSection)), at: 1)
    if let dpl = try? count(.dpl) { totals.append((.dpl, dpl)) }
    for (contender, instructions) in totals {
      note(contender.key, "whole", instructions)
      rows.append([
        contender.name, decimal(instructions, 1), share(instructions, whole), "", "",
      ])
    }
    report.text(
      """
      Instructions a frame of both channels at \(decimal(options.mainRate / 1_000, 1)) kHz in blocks of \
      \(Self.block), counted by callgrind inside run() alone, over \(decimal(Self.counted, 0)) s after the \
      first \(decimal(Self.countedFrom, 0)) s. Alone: what a stage adds to the chain with nothing on. Left \
      out: what the whole chain saves without it. A second count of the whole chain differs by \
      \(decimal(abs(again - whole), 3)).
      """)
    report.table(["stage", "alone", "share", "left out", "share"], rows)
  }

  /// Instructions a frame of a setup, in a process of its own under callgrind.
  private func count(_ contender: Contender) throws(BenchFault) -> Double {
    let seconds = Self.countedFrom + Self.counted
    let child = try ChildProcess(
      "valgrind",
      [
        "--tool=callgrind", "--collect-atstart=no", "--callgrind-out-file=/dev/null",
        OwnProgram.path, "one", contender.key, "--bundle", options.bundle,
        "--rates", "\(options.mainRate)", "--blocks", "\(Self.block)", "--seconds", "\(seconds)",
        "--counted-from", "\(Self.countedFrom)",
      ])
    // "==123== Collected : 45678"
    guard child.status == 0,
      let line = child.errors.split(separator: "\n").last(where: { $0.contains("Collected :") }),
      let total = line.split(separator: ":").last.flatMap({
        Double($0.trimmingCharacters(in: .whitespaces))
      }), total > 0
    else { throw .failed("valgrind", child.errors) }
    return total / Double(countedFrames)
  }

  /// Whole blocks from the first that begins at or after `countedFrom`.
  private var countedFrames: Int {
    let rate = options.mainRate
    let frames = Int((Self.countedFrom + Self.counted) * rate)
    let first = (Int(Self.countedFrom * rate) + Self.block - 1) / Self.block
    return (frames / Self.block - first) * Self.block
  }

  private func share(_ part: Double, _ whole: Double) -> String {
    decimal(part / whole * 100, 1) + " %"
  }

  private func note(_ subject: String, _ figure: String, _ value: Double) {
    report.figure(
      "instructions", subject, rate: options.mainRate, block: Self.block, figure, "a frame", value)
  }
}

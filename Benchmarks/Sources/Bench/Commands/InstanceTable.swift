import Foundation

/// What an instance costs before it sounds: each contender is started in processes of its own.
struct InstanceTable {
  /// Processes for each contender.
  private static let processCount = 5

  private let options: Options
  private let report: Report

  init(_ options: Options, _ report: Report) {
    self.options = options
    self.report = report
  }

  /// Prints the table; returns how long each takes the first time in a process, in seconds.
  func run(_ contenders: [Contender], _ run: InterleavedRun) -> [Contender: Double] {
    var rows: [[String]] = []
    var seconds: [Contender: Double] = [:]
    for contender in contenders {
      guard let latency = run.latencyFrames(contender, rate: options.mainRate) else { continue }
      let starts = (0..<Self.processCount).compactMap { _ in start(contender) }
      guard !starts.isEmpty else { continue }
      func median(_ figure: KeyPath<Start, Double>) -> Double {
        starts.map { $0[keyPath: figure] }.median
      }
      seconds[contender] = median(\.firstSeconds)
      let peak = 20 * log10(Double(run.peaks[contender] ?? .nan))
      let figures: [(String, String, Double)] = [
        ("latency", "frames", Double(latency)), ("peak", "dBFS", peak),
        ("first instance", "s", median(\.firstSeconds)),
        ("further instance", "s", median(\.furtherSeconds)),
        ("memory", "bytes", median(\.heapBytes)), ("binary", "bytes", median(\.binaryBytes)),
      ]
      for (figure, unit, value) in figures {
        report.figure(
          "instances", contender.key, rate: options.mainRate, figure, unit, value)
      }
      rows.append([
        contender.name, decimal(peak, 2), latency < 0 ? "not told" : "\(latency)",
        decimal(median(\.firstSeconds) * 1e3, 2), decimal(median(\.furtherSeconds) * 1e3, 2),
        decimal(median(\.heapBytes) / 1_024, 0), decimal(median(\.binaryBytes) / 1_024, 0),
      ])
    }
    report.text(
      """
      What an instance costs at \(decimal(options.mainRate / 1_000, 1)) kHz, the median of \
      \(Self.processCount) processes. The first in a process loads the plugin, too; memory is what a further \
      one takes from the heap. Latency is what the plugin tells, in frames. The peak is the highest sample \
      that came out, in dBFS.
      """)
    report.table(
      ["plugin", "peak", "latency", "first ms", "further ms", "memory KiB", "binary KiB"], rows)
    return seconds
  }

  private func start(_ contender: Contender) -> Start? {
    let child = try? ChildProcess(
      OwnProgram.path,
      [
        "start", contender.key, "--bundle", options.bundle, "--rates", "\(options.mainRate)",
      ])
    guard let child, child.status == 0 else { return nil }
    return Start(child.output)
  }
}

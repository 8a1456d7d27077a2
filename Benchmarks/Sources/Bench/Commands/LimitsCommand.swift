/// How far each stage is from what the machine could do at best.
struct LimitsCommand {
  private let options: Options
  private let report: Report

  init(_ options: Options, _ report: Report) {
    self.options = options
    self.report = report
  }

  /// Measures the stages, and prints.
  func run() throws(BenchFault) {
    try run(after: StagesCommand(options, report).measure().0)
  }

  /// Prints, the stages being measured.
  func run(after costs: StagesCommand.Costs) throws(BenchFault) {
    let rate = options.mainRate
    let peaks = MachinePeaks()
    let activity = Activity(Programme(seconds: options.seconds, sampleRate: rate))
    report.heading("The limit")
    report.text(
      """
      One core does \(decimal(peaks.multiplyAdds, 1)) multiply-adds a nanosecond in vectors of \
      \(peaks.lanes), fused, and \(decimal(peaks.separateMultiplyAdds, 1)) in vectors of 8 with each product \
      rounded, which is what gives the same bits on every machine. It copies \
      \(decimal(peaks.firstCacheBytes, 0)) bytes a nanosecond within the first cache, \
      \(decimal(peaks.secondCacheBytes, 0)) within the second. A multiplication or addition waits \
      \(decimal(peaks.operationNanoseconds, 2)) ns for the one before it.
      Of the programme, \(decimal(activity.limitedGroups * 100, 1)) % passes the ceiling and \
      \(decimal(activity.clippedGroups * 100, 1)) % the knee of the clip, in eights of frames; \
      \(decimal(activity.clippedFrames * 100, 1)) % of its frames pass the knee.
      For a frame of both channels at \(decimal(rate / 1_000, 1)) kHz, alone: multiply-adds and bytes counted \
      from the source, the chain of operations of which each waits for the one before, the greatest of the \
      three times these take, the time measured, and how many times the limit that is.
      """)
    var rows: [[String]] = []
    var total = (limit: 0.0, measured: 0.0)
    for stage in Stage.all {
      guard let work = StageWork.of(stage.key, sampleRate: rate, activity: activity),
        let measured = costs.alone[stage.key]
      else { continue }
      rows.append(row(stage.key, stage.name, work, peaks, measured: measured, &total))
    }
    rows.append(
      row(
        "neutral", Contender.neutral.name, .neutral, peaks, measured: costs.neutral, &total))
    rows.append([
      "Sum", "", "", "", decimal(total.limit, 2), decimal(total.measured, 2),
      decimal(total.measured / total.limit, 1),
    ])
    report.table(
      ["stage", "multiply-adds", "bytes", "chain", "limit ns", "measured ns", "factor"], rows)
  }

  private func row(
    _ key: String, _ name: String, _ work: StageWork, _ peaks: MachinePeaks, measured: Double,
    _ total: inout (limit: Double, measured: Double)
  ) -> [String] {
    let byArithmetic = work.part.multiplyAdds / peaks.multiplyAdds
    let byMemory =
      work.part.bytes / (work.isNear ? peaks.firstCacheBytes : peaks.secondCacheBytes)
    let byChain = work.chain * peaks.operationNanoseconds
    let limit = max(byArithmetic, byMemory, byChain)
    total.limit += limit
    total.measured += measured
    let figures: [(String, String, Double)] = [
      ("multiply-adds", "a frame", work.part.multiplyAdds), ("bytes", "a frame", work.part.bytes),
      ("chain", "operations", work.chain), ("limit by arithmetic", "ns", byArithmetic),
      ("limit by memory", "ns", byMemory), ("limit by the chain", "ns", byChain),
      ("measured", "ns", measured),
    ]
    for (figure, unit, value) in figures {
      report.figure("limits", key, rate: options.mainRate, figure, unit, value)
    }
    return [
      name, decimal(work.part.multiplyAdds, 0), decimal(work.part.bytes, 0),
      decimal(work.chain, 0), decimal(limit, 2), decimal(measured, 2),
      decimal(measured / limit, 1),
    ]
  }
}

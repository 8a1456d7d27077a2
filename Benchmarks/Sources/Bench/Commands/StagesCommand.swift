/// What each stage costs: alone over the neutral chain, and as what the whole chain saves without it.
struct StagesCommand {
  /// What the stages cost alone, in ns a frame, and the neutral chain.
  struct Costs {
    var neutral = 0.0
    var alone: [String: Double] = [:]
  }

  private let options: Options
  private let report: Report

  init(_ options: Options, _ report: Report) {
    self.options = options
    self.report = report
  }

  private static let block = 256

  /// Measures and prints.
  func run() throws(BenchFault) -> Costs {
    let (costs, run) = try measure()
    let rate = options.mainRate
    let whole = load(run, .whole)
    let neutral = load(run, .neutral)
    var rows: [[String]] = []
    for stage in Stage.all {
      let alone = difference(run, stage.alone, stage.foundation)
      let saved = difference(run, .whole, stage.leftOut)
      note(stage.key, "alone", alone)
      note(stage.key, "saved when left out", saved)
      rows.append([
        stage.name, decimal(alone, 5), decimal(alone / whole * 100, 1) + " %", decimal(saved, 5),
        decimal(saved / whole * 100, 1) + " %",
      ])
    }
    rows.append([
      Contender.neutral.name, decimal(neutral, 5), decimal(neutral / whole * 100, 1) + " %", "", "",
    ])
    rows.append([Contender.whole.name, decimal(whole, 5), "100.0 %", "", ""])
    note("neutral", "load", neutral)
    note("whole", "load", whole)
    report.heading("Stage by stage")
    report.text(
      """
      CPU seconds a second of sound at \(decimal(rate / 1_000, 1)) kHz in blocks of \(Self.block), turn by \
      turn, each turn the quickest of \(options.rounds) rounds; shares are of the whole chain. Alone: what a stage adds \
      to a chain with nothing on. Left out: what the whole chain saves without it. What several stages \
      share, such as the coding of middle and sides, stands with each of them alone and with none that is \
      left out.
      """)
    report.table(["stage", "alone", "share", "left out", "share"], rows)
    return costs
  }

  /// Measures and prints nothing.
  func measure() throws(BenchFault) -> (Costs, InterleavedRun) {
    var contenders: [Contender] = [.neutral, .whole]
    for contender in Stage.all.flatMap({ [$0.alone, $0.foundation, $0.leftOut] })
    where !contenders.contains(where: { $0.settings == contender.settings }) {
      contenders.append(contender)
    }
    let world = try PluginWorld(options)
    let run = InterleavedRun(contenders.map { job($0) }, options: options, world: world)
    if let (contender, reason) = run.absent.first { throw .failed(contender.name, reason) }
    var costs = Costs()
    let scale = 1e9 / options.mainRate
    costs.neutral = load(run, .neutral) * scale
    for stage in Stage.all {
      costs.alone[stage.key] = difference(run, stage.alone, stage.foundation) * scale
    }
    return (costs, run)
  }

  private func job(_ contender: Contender) -> InterleavedRun.Job {
    InterleavedRun.Job(
      contender: contender, sampleRate: options.mainRate, blockFrames: Self.block)
  }

  /// By how much one costs more than another.
  private func difference(
    _ run: InterleavedRun, _ first: Contender, _ second: Contender
  ) -> Double {
    load(run, first) - load(run, second)
  }

  private func load(_ run: InterleavedRun, _ contender: Contender) -> Double {
    // Setups that are the same were run once.
    run.jobs.first { $0.contender.settings == contender.settings }.map { run.quietLoad($0) } ?? .nan
  }

  private func note(_ subject: String, _ figure: String, _ value: Double) {
    report.figure(
      "stages", subject, rate: options.mainRate, block: Self.block, figure, "s/s", value)
  }
}

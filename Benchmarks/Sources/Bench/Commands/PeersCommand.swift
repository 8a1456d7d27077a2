/// The plugin beside its peers: cost, blocks, latency, memory, and the goals.
struct PeersCommand {
  private let options: Options
  private let report: Report

  init(_ options: Options, _ report: Report) {
    self.options = options
    self.report = report
  }

  private static let contenders = [.limiterSection, .whole] + Contender.peers

  /// Measures and prints.
  func run() throws(BenchFault) {
    let world = try PluginWorld(options)
    let run = InterleavedRun(jobs, options: options, world: world)
    report.heading("Beside others")
    report.text(Surroundings().text)
    report.text(
      """
      \(decimal(options.seconds, 0)) s of pink noise and drums, driven by 6 dB into a ceiling of -1 dBTP; \
      \(options.rounds) rounds, turn by turn.
      CPU is the thread's time in run(), in seconds a second of sound; × dpl is the median over the rounds of \
      the ratio within each, with the least and the greatest. Median and 99.9 % are of all blocks, the worst \
      is the median of the rounds' worst, beside its share of the time there is. LSP's compressor has \
      four bands at 2:1 and no ceiling.
      """)
    for rate in options.rates { costs(run, rate: rate) }
    for (contender, reason) in run.absent {
      report.text("Left out: \(contender.name), \(reason).")
    }
    let starts = InstanceTable(options, report).run(Self.contenders, run)
    report.heading("Goals")
    let goals = Goals(run: run)
    report.table(Verdict.head, goals.verdicts(startSeconds: starts[.whole]).map(\.row))
  }

  /// Everything that was asked for, and what the goals want to know besides.
  private var jobs: [InterleavedRun.Job] {
    var jobs: [InterleavedRun.Job] = []
    for rate in options.rates {
      for block in options.blocks {
        jobs += Self.contenders.map {
          InterleavedRun.Job(contender: $0, sampleRate: rate, blockFrames: block)
        }
      }
    }
    for job in Goals.jobs where !jobs.contains(job) { jobs.append(job) }
    return jobs
  }

  private func costs(_ run: InterleavedRun, rate: Double) {
    var rows: [[String]] = []
    for contender in Self.contenders {
      for block in options.blocks {
        let job = InterleavedRun.Job(contender: contender, sampleRate: rate, blockFrames: block)
        guard let passages = run.passages[job] else { continue }
        rows.append(row(job, passages, run))
      }
    }
    report.text("At \(decimal(rate / 1_000, 1)) kHz:")
    report.table(
      [
        "plugin", "block", "CPU s/s", "× dpl", "(from, to)", "median µs", "99.9 % µs", "worst µs",
        "of the time",
      ], rows)
  }

  private func row(
    _ job: InterleavedRun.Job, _ passages: [Passage], _ run: InterleavedRun
  ) -> [String] {
    let dpl = InterleavedRun.Job(
      contender: .dpl, sampleRate: job.sampleRate, blockFrames: job.blockFrames)
    let ratios = run.ratios(job, to: [dpl]) ?? []
    let blocks = passages.flatMap(\.blockSeconds)
    let worst = passages.map(\.worstSeconds).median
    let share = worst * job.sampleRate / Double(job.blockFrames)
    func note(_ figure: String, _ unit: String, _ value: Double) {
      report.figure(
        "peers", job.contender.key, rate: job.sampleRate, block: job.blockFrames, figure, unit,
        value)
    }
    note("load", "s/s", run.load(job))
    note("ratio to dpl", "", ratios.median)
    note("least ratio", "", ratios.min() ?? .nan)
    note("greatest ratio", "", ratios.max() ?? .nan)
    note("median block", "s", blocks.median)
    note("99.9 % block", "s", blocks.quantile(0.999))
    note("worst block", "s", worst)
    note("worst block of all rounds", "s", blocks.max() ?? .nan)
    return [
      job.contender.name, "\(job.blockFrames)", decimal(run.load(job), 5),
      decimal(ratios.median, 2),
      ratios.isEmpty
        ? "-" : "\(decimal(ratios.min() ?? .nan, 2)), \(decimal(ratios.max() ?? .nan, 2))",
      decimal(blocks.median * 1e6, 1), decimal(blocks.quantile(0.999) * 1e6, 1),
      decimal(worst * 1e6, 1), decimal(share * 100, 1) + " %",
    ]
  }
}

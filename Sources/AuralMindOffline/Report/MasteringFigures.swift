import AuralMind

/// The figures of a report on a master, as JSON has them.
struct MasteringFigures: Encodable {
  /// What a stage did to the level.
  struct Stage: Encodable {
    let stage: String
    let amount: String
    let loudnessChange: Level
    let crestChange: Level
    let note: String

    private enum CodingKeys: String, CodingKey {
      case stage, amount, note
      case loudnessChange = "loudness_change_lu"
      case crestChange = "crest_change_db"
    }
  }

  let input: String
  let output: String
  let format: String
  let preset: String
  let delivery: String
  let targetLUFS: Double
  let ceilingDecibels: Double
  let limitDecibels: Double?
  let outcome: GainSearch.Outcome
  let reason: String?
  let gainDecibels: Double
  let averageGainReductionDecibels: Double
  let maximumGainReductionDecibels: Double
  let passes: Int
  let match: MatchFigures?
  let before: ProgrammeFigures
  let after: ProgrammeFigures
  let stages: [Stage]
  let settings: [String]
  let commands: [String]
  let charts: [ReportChart]

  private enum CodingKeys: String, CodingKey {
    case input, output, format, preset, delivery, outcome, reason, passes, match, before, after
    case stages, settings, commands, charts
    case targetLUFS = "target_lufs"
    case ceilingDecibels = "ceiling_dbtp"
    case limitDecibels = "gain_reduction_limit_db"
    case gainDecibels = "governor_gain_db"
    case averageGainReductionDecibels = "average_gain_reduction_db"
    case maximumGainReductionDecibels = "maximum_gain_reduction_db"
  }

  /// Takes the figures together.
  init(
    request: MasteringRequest, report: MasteringReport, stages: [Stage], settings: [String],
    commands: [ReportCommand], charts: [ReportChart]
  ) {
    input = request.input
    output = request.output
    format = "\(report.format.container.name), \(report.format.encoding.name)"
    preset = "\(request.settings.preset.slug)"
    delivery = "\(request.settings.delivery.slug)"
    // Controls are single precision: what was typed as −14.3 shall not read −14.30000019.
    targetLUFS = (report.goal.targetLUFS * 1_000).rounded() / 1_000
    ceilingDecibels = (report.goal.ceilingDecibels * 1_000).rounded() / 1_000
    limitDecibels = report.gainReductionLimitDecibels
    outcome = report.outcome
    reason = report.reason
    gainDecibels = report.gainDecibels
    averageGainReductionDecibels = report.averageGainReductionDecibels
    maximumGainReductionDecibels = report.maximumGainReductionDecibels
    passes = report.passes
    match = report.match
    before = report.before
    after = report.after
    self.stages = stages
    self.settings = settings
    self.commands = commands.map(\.line)
    self.charts = charts
  }
}

import AuralMind
import AuralMindOffline

/// What `auralmind master --json` prints.
struct MasterFigures: Codable {
  let input: String
  let output: String
  let format: String
  let targetLUFS: Double
  let ceilingDecibels: Double
  let outcome: GainSearch.Outcome
  let reason: String?
  let gainDecibels: Double
  let averageGainReductionDecibels: Double
  let maximumGainReductionDecibels: Double
  let passes: Int
  let match: MatchFigures?
  let before: ProgrammeFigures
  let after: ProgrammeFigures

  /// Takes the figures from a report on the master of `input` at `output`.
  init(input: String, output: String, report: MasteringReport) {
    self.input = input
    self.output = output
    format = "\(report.format.container.name), \(report.format.encoding.name)"
    // Controls are single precision: what was typed as −14.3 shall not read −14.30000019.
    targetLUFS = (report.goal.targetLUFS * 1_000).rounded() / 1_000
    ceilingDecibels = (report.goal.ceilingDecibels * 1_000).rounded() / 1_000
    outcome = report.outcome
    reason = report.reason
    gainDecibels = report.gainDecibels
    averageGainReductionDecibels = report.averageGainReductionDecibels
    maximumGainReductionDecibels = report.maximumGainReductionDecibels
    passes = report.passes
    match = report.match
    before = report.before
    after = report.after
  }

  private enum CodingKeys: String, CodingKey {
    case input, output, format, outcome, reason, passes, match, before, after
    case targetLUFS = "target_lufs"
    case ceilingDecibels = "ceiling_dbtp"
    case gainDecibels = "governor_gain_db"
    case averageGainReductionDecibels = "average_gain_reduction_db"
    case maximumGainReductionDecibels = "maximum_gain_reduction_db"
  }
}

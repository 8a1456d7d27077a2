import AuralMind
import AuralMindOffline
import AuralMindTurtle

/// What `auralmind solve` prints.
struct SolveFigures: Encodable {
  /// A preset that was saved.
  struct SavedPreset: Encodable {
    let name: String
    let folder: String
  }

  let input: String
  let targetLUFS: Double
  let ceilingDecibels: Double
  let outcome: GainSearch.Outcome
  let reason: String?
  let gainDecibels: Double
  let averageGainReductionDecibels: Double
  let maximumGainReductionDecibels: Double
  let passes: Int
  let preset: SavedPreset?
  let before: ProgrammeFigures
  let after: ProgrammeFigures

  /// Takes the figures of a solution for `input`, and of the preset it was saved as.
  init(input: String, solution: Solution, preset: PresetDestination?) {
    self.input = input
    // Controls are single precision: what was typed as −14.3 shall not read −14.30000019.
    targetLUFS = (solution.goal.targetLUFS * 1_000).rounded() / 1_000
    ceilingDecibels = (solution.goal.ceilingDecibels * 1_000).rounded() / 1_000
    outcome = solution.outcome
    reason = solution.reason
    gainDecibels = solution.gainDecibels
    averageGainReductionDecibels = solution.averageGainReductionDecibels
    maximumGainReductionDecibels = solution.maximumGainReductionDecibels
    passes = solution.passes
    self.preset = preset.map { SavedPreset(name: $0.name.text, folder: $0.path) }
    before = solution.before
    after = solution.after
  }

  private enum CodingKeys: String, CodingKey {
    case input, outcome, reason, passes, preset, before, after
    case targetLUFS = "target_lufs"
    case ceilingDecibels = "ceiling_dbtp"
    case gainDecibels = "governor_gain_db"
    case averageGainReductionDecibels = "average_gain_reduction_db"
    case maximumGainReductionDecibels = "maximum_gain_reduction_db"
  }
}

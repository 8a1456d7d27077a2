import AuralMind

/// What each stage of the chain did, for a table and for JSON.
struct StageEffects {
  /// The pass that was kept.
  let pass: PassRecord
  /// What was asked of the stages.
  let settings: Settings
  /// What the master cost.
  let report: MasteringReport

  /// Every stage, in the order they are heard; empty for a programme too short for a burst.
  var stages: [MasteringFigures.Stage] {
    guard let first = pass.levels.first, first.bursts > 0 else { return [] }
    return zip(StagePlace.allCases, pass.levels).dropFirst().enumerated().map { index, stage in
      let (place, level) = stage
      let before = pass.levels[index]
      return MasteringFigures.Stage(
        stage: place.name, amount: amount(place),
        loudnessChange: Level(level.loudnessLUFS - before.loudnessLUFS),
        crestChange: Level(level.crestDecibels - before.crestDecibels), note: note(place))
    }
  }

  /// The stages as a table.
  var table: ReportTable {
    ReportTable(
      columns: [
        .text("Stage"), .number("Amount"), .number("Loudness, LU"), .number("Crest, dB"), .text(""),
      ],
      rows: stages.map {
        [
          $0.stage, $0.amount, writtenChange($0.loudnessChange.value),
          writtenChange($0.crestChange.value), $0.note,
        ]
      })
  }

  private func amount(_ place: StagePlace) -> String {
    switch place {
    case .highpass:
      settings.highpassHertz > 0 ? "\(plain(settings.highpassHertz)) Hz" : "off"
    case .match where pass.tone.matchState == .none: ""
    case .governor, .limiter, .dither, .input: ""
    default:
      place.control.map { settings[$0] == 0 ? "off" : "\(plain(settings[$0])) %" } ?? ""
    }
  }

  private func note(_ place: StagePlace) -> String {
    switch place {
    case .monoSub:
      let notes = pass.tone.hops.map(\.subNoteHertz).filter { $0 > 0 }.sorted()
      guard !notes.isEmpty else { return "" }
      return "Bass note \(written(Double(notes[notes.count / 2]), decimals: 1)) Hz"
    case .match:
      return switch pass.tone.matchState {
      case .none: "The preset's own curve"
      case .learning: "Not yet known"
      case .matched: "Matched to the reference"
      case .error: "No profile to read"
      }
    case .masking: return dips(pass.tone.hops.map(\.maskingDipDecibels))
    case .deEsser: return dips(pass.tone.hops.map(\.deessDipDecibels))
    case .governor: return "Gain \(writtenChange(report.gainDecibels, decimals: 3)) dB"
    case .limiter:
      return """
        Clip and limiter take \(written(report.averageGainReductionDecibels)) dB on average; the \
        limiter \(written(report.maximumGainReductionDecibels)) dB at most
        """
    default: return ""
    }
  }

  private func dips(_ dips: [Float]) -> String {
    guard let highest = dips.max(), highest > 0.05 else { return "No dips" }
    let mean = dips.reduce(0, +) / Float(dips.count)
    return "Dips \(written(Double(mean))) dB on average, \(written(Double(highest))) dB at most"
  }

  private func plain(_ value: Float) -> String {
    written(Double(value), decimals: value == value.rounded() ? 0 : 1)
  }
}

extension StagePlace {
  /// The port with the amount of the stage; nil where it has none.
  fileprivate var control: Control? {
    switch self {
    case .input, .governor, .limiter, .dither: nil
    case .highpass: .highpass
    case .monoSub: .monoSub
    case .match: .match
    case .warmth: .warmth
    case .masking: .masking
    case .deEsser: .deess
    case .glow: .glow
    case .width: .width
    case .microshift: .microshift
    case .microdetail: .microdetail
    case .movement: .movement
    case .hookLift: .hookLift
    case .transient: .transient
    case .clip: .clip
    }
  }

  /// The name people read.
  fileprivate var name: String {
    switch self {
    case .input: "Input"
    case .highpass: "Safety high-pass"
    case .monoSub: "Mono-sub"
    case .match: "Match EQ"
    case .warmth: "Warmth"
    case .masking: "Masking EQ"
    case .deEsser: "De-esser"
    case .glow: "Harmonic glow"
    case .width: "Stereo realism"
    case .microshift: "Microshift"
    case .microdetail: "Microdetail"
    case .movement: "Movement"
    case .hookLift: "Hook lift and width guard"
    case .transient: "Transient sculpt"
    case .governor: "Loudness governor"
    case .clip: "Soft clip"
    case .limiter: "True-peak limiter"
    case .dither: "Dither"
    }
  }
}

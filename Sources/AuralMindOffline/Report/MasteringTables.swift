import AuralMind

extension MasteringReport {
  /// The sentence to be read first.
  var verdict: ReportBlock {
    if let reason { return .verdict(reason, .short) }
    return .verdict(
      """
      On target: \(written(after.integratedLUFS)) LUFS, with true peaks up to \
      \(written(after.truePeakDecibels)) dBTP.
      """, .good)
  }
}

/// Makes the table of what was asked and what was reached.
func askedTable(_ report: MasteringReport) -> ReportTable {
  let limit = report.gainReductionLimitDecibels.map { "≤ \(written($0, decimals: 1)) dB" }
  let format = "\(report.format.container.name), \(report.format.encoding.name)"
  let passes = report.passes == 1 ? "1 pass" : "\(report.passes) passes"
  var rows = [
    [
      "Loudness", "\(written(report.goal.targetLUFS, decimals: 1)) LUFS",
      "\(written(report.after.integratedLUFS)) LUFS",
    ],
    [
      "True peak", "≤ \(written(report.goal.ceilingDecibels, decimals: 1)) dBTP",
      "\(writtenLevel(report.after.truePeakDecibels)) dBTP",
    ],
    [
      "Mean gain reduction", limit ?? "no limit",
      "\(written(report.averageGainReductionDecibels)) dB",
    ],
  ]
  if let match = report.match {
    let distance = match.distanceAfterDecibels.map { "\(written($0)) dB" } ?? "–"
    let before = match.distanceBeforeDecibels.map { "\(written($0)) dB before" } ?? ""
    rows.append(["From the reference", before, distance])
  }
  rows += [
    ["Governor gain", "", "\(writtenChange(report.gainDecibels, decimals: 3)) dB, in \(passes)"],
    ["Written", "", "\(format), \(report.format.sampleRate) Hz"],
  ]
  return ReportTable(columns: [.text(""), .number("Asked"), .number("Reached")], rows: rows)
}

/// Makes the table of the programme before and after.
func beforeAfterTable(_ report: MasteringReport) -> ReportTable {
  let (before, after) = (report.before, report.after)
  func row(_ name: String, _ unit: String, _ figure: (ProgrammeFigures) -> Double?) -> [String] {
    let (one, other) = (figure(before), figure(after))
    let change: String
    if let one, let other, min(one, other) > Level.silence {
      change = writtenChange(other - one)
    } else {
      change = ""
    }
    return [name] + [one, other].map { $0.map { writtenLevel($0) } ?? "–" } + [change, unit]
  }
  return ReportTable(
    columns: [.text(""), .number("Before"), .number("After"), .number("Change"), .text("")],
    rows: [
      row("Integrated loudness", "LUFS", \.integratedLUFS),
      row("Momentary, highest", "LUFS", \.maximumMomentaryLUFS),
      row("Short-term, highest", "LUFS", \.maximumShortTermLUFS),
      row("Loudness range", "LU", \.loudnessRangeLU),
      row("True peak", "dBTP", \.truePeakDecibels),
      row("Sample peak", "dBFS", \.samplePeakDecibels),
      row("Peak to loudness, PLR", "dB", \.peakToLoudnessDecibels),
      row("Least PSR", "dB", \.minimumPeakToShortTermDecibels),
      row("Crest", "dB", \.crestDecibels),
      row("Correlation", "", \.correlation),
    ])
}

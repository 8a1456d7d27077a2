import AuralMindOffline
import Foundation

extension MasterFigures {
  /// Prints a master's figures beside the mix's.
  func show(_ report: MasteringReport) {
    Terminal.table(
      [["", "before", "after"]]
        + zip(MeasurementTable.rows(before), MeasurementTable.rows(after))
        .map { before, after in [before[0], before[1], after[1], before[2]] })
    Terminal.line("")
    let count = passes == 1 ? "1 pass" : "\(passes) passes"
    var rows = match.map { [MeasurementTable.row($0)] } ?? []
    rows += [
      ["Target", decibels(targetLUFS), "LUFS"],
      ["Ceiling", decibels(ceilingDecibels), "dBTP"],
      ["Governor gain", String(format: "%.3f", gainDecibels), "dB, in \(count)"],
      [
        "Gain reduction", decibels(averageGainReductionDecibels),
        "dB average, \(decibels(maximumGainReductionDecibels)) dB at most",
      ],
      ["Written", output, format],
    ]
    Terminal.table(rows)
  }
}

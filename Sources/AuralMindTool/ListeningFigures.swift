import AuralMindOffline
import Foundation

/// What `auralmind abx` prints of the package it made.
struct ListeningFigures: Encodable {
  private let report: ListeningReport
  private let folder: String

  /// The figures of a package in `folder`.
  init(_ report: ListeningReport, folder: String) {
    self.report = report
    self.folder = folder
  }

  /// The figures as rows of a table: name, value, unit.
  var rows: [[String]] {
    let a = report.figuresA
    let b = report.figuresB
    let rest = report.alignment.isTrusted ? decibels(report.alignment.restFrames) : "0.00"
    let milliseconds = Double(report.alignment.shiftFrames) * 1_000 / Double(report.sampleRate)
    return [
      ["", "A", "B", ""],
      ["Gain", decibels(report.gainA), decibels(report.gainB), "dB"],
      [
        "Integrated", MeasurementTable.level(a.integratedLUFS),
        MeasurementTable.level(b.integratedLUFS), "LUFS",
      ],
      [
        "True peak", MeasurementTable.level(a.truePeakDecibels),
        MeasurementTable.level(b.truePeakDecibels), "dBTP",
      ],
      [
        "Offset", "", "\(report.alignment.shiftFrames)",
        "frames (\(decibels(milliseconds)) ms), taken out; \(rest) of a frame is left",
      ],
      ["Likeness", "", decibels(report.alignment.likeness), "of 1, in line"],
      ["Passage", timestamp(seconds: a.seconds), "", "\(report.sampleRate) Hz, 24 bit"],
    ]
      + report.thresholds.map { threshold in
        let limit = String(format: "p < %g", threshold.p)
        guard let correct = threshold.correct else {
          return [limit, "–", "", "out of reach in \(report.trials) trials"]
        }
        return [limit, "\(correct)", "", "right of \(report.trials), or more"]
      } + [["Written", folder, "", "give key.txt to somebody else"]]
  }

  private enum CodingKeys: String, CodingKey {
    case folder, a, b, trials, thresholds, notes
    case gainA = "gain_a_db"
    case gainB = "gain_b_db"
    case offsetFrames = "offset_frames"
    case restFrames = "offset_rest_frames"
    case likeness
    case isAligned = "aligned"
    case isInverted = "inverted"
    case sampleRate = "sample_rate_hz"
    case keyDigest = "key_sha256"
  }

  /// Encodes what went into the package, the draw aside.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(folder, forKey: .folder)
    try container.encode(report.figuresA, forKey: .a)
    try container.encode(report.figuresB, forKey: .b)
    try container.encode(report.trials, forKey: .trials)
    try container.encode(report.thresholds, forKey: .thresholds)
    try container.encode(report.notes, forKey: .notes)
    try container.encode(report.gainA, forKey: .gainA)
    try container.encode(report.gainB, forKey: .gainB)
    try container.encode(report.alignment.shiftFrames, forKey: .offsetFrames)
    try container.encode(report.alignment.restFrames, forKey: .restFrames)
    try container.encode(report.alignment.likeness, forKey: .likeness)
    try container.encode(report.alignment.isTrusted, forKey: .isAligned)
    try container.encode(report.alignment.isInverted, forKey: .isInverted)
    try container.encode(report.sampleRate, forKey: .sampleRate)
    try container.encode(report.keyDigest, forKey: .keyDigest)
  }
}

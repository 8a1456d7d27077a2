import AuralMindOffline
import Foundation

/// A comparison of two tracks as tables on a terminal.
struct ComparisonTable {
  /// The columns of a number: six digits, a point and a sign.
  private static let numberWidth = 7

  /// A bar has so many characters to each side of its axis, each a decibel.
  private static let barReach = 9

  private let comparison: TrackComparison

  /// Takes up a comparison.
  init(_ comparison: TrackComparison) {
    self.comparison = comparison
  }

  /// Writes the tables to standard output.
  func write() {
    Terminal.table([["A", comparison.a.file], ["B", comparison.b.file]])
    Terminal.line("\(comparison.summary)\n")
    Terminal.table(figures)
    Terminal.line("\nB − A in third octaves, in dB, at A's loudness; a block is a decibel\n")
    Terminal.table(bands)
    if comparison.correlations.isEmpty { return }
    Terminal.line("\nCorrelation of left and right\n")
    Terminal.table(correlations)
  }

  private var figures: [[String]] {
    [["At A's loudness"] + ["A", "B", "B − A"].map(Self.padded)]
      + comparison.figures.map { figure in
        [
          figure.name, Self.number(figure.a), Self.number(figure.b),
          Self.signed(figure.difference), figure.unit,
        ]
      } + [
        [
          "Spectral distance", Self.padded(""), Self.padded(""),
          Self.number(comparison.spectralDistanceDecibels), "dB",
        ]
      ]
  }

  private var bands: [[String]] {
    [["Hz", "mid", "side"].map(Self.padded)]
      + comparison.bands.map { band in
        [
          Self.padded(String(format: "%g", band.hertz)), Self.signed(band.mid.difference),
          Self.signed(band.side.difference), "mid \(Self.bar(band.mid.difference))",
          "side \(Self.bar(band.side.difference))",
        ]
      }
  }

  private var correlations: [[String]] {
    [["Hz", ""] + ["A", "B", "B − A"].map(Self.padded)]
      + comparison.correlations.map { band in
        [
          String(format: "%.0f", band.lowHertz), String(format: "to %.0f", band.highHertz),
          Self.number(band.a), Self.number(band.b), Self.signed(band.difference),
        ]
      }
  }

  private static func padded(_ text: String) -> String {
    String(repeating: " ", count: max(0, numberWidth - text.count)) + text
  }

  private static func number(_ value: Double?) -> String { padded(value.map(decibels) ?? "–") }

  private static func signed(_ value: Double?) -> String {
    guard let value else { return padded("–") }
    let text = decibels(value)
    return padded(value > 0 && text != "0.00" ? "+\(text)" : text)
  }

  /// A difference as blocks to the left or right of an axis; an arrow where it goes beyond.
  private static func bar(_ value: Double?) -> String {
    let most = Double(barReach + 1)
    let blocks = Int(min(max((value ?? 0).rounded(), -most), most))
    let length = min(abs(blocks), barReach)
    let isBeyond = abs(blocks) > barReach
    let space = String(repeating: " ", count: barReach - length)
    let filled = String(repeating: "█", count: isBeyond ? length - 1 : length)
    let nothing = String(repeating: " ", count: barReach)
    return blocks < 0
      ? "\(space)\(isBeyond ? "◀" : "")\(filled)│\(nothing)"
      : "\(nothing)│\(filled)\(isBeyond ? "▶" : "")\(space)"
  }
}

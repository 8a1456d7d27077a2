import Foundation

/// One axis of a chart: what it measures, how far it goes and where it is labelled.
public struct ReportAxis: Sendable {
  /// What it measures; empty where its unit says so.
  public var title: String
  /// The unit; empty for none.
  public var unit: String
  /// Its ends, in its unit; what lies beyond is drawn at the edge.
  public var range: ClosedRange<Double>
  /// Whether equal ratios are equally long, as frequencies are heard.
  public var isLogarithmic: Bool
  /// Where lines and labels are, ascending.
  public var ticks: [Tick]

  /// A labelled place on an axis.
  public struct Tick: Sendable, Equatable {
    /// Where it is, in the axis's unit.
    public var value: Double
    /// What is written there; empty for a line alone.
    public var label: String

    /// Creates a tick.
    public init(value: Double, label: String) {
      self.value = value
      self.label = label
    }
  }

  /// Creates an axis.
  public init(
    title: String = "", unit: String, range: ClosedRange<Double>, isLogarithmic: Bool = false,
    ticks: [Tick]
  ) {
    self.title = title
    self.unit = unit
    self.range = range
    self.isLogarithmic = isLogarithmic
    self.ticks = ticks
  }

  /// Frequency on the ear's scale, in Hz, labelled at octaves of 1 kHz.
  public static func frequency(_ range: ClosedRange<Double>) -> ReportAxis {
    let octaves: [(Double, String)] = [
      (31.5, "31"), (63, "63"), (125, "125"), (250, "250"), (500, "500"), (1_000, "1k"),
      (2_000, "2k"), (4_000, "4k"), (8_000, "8k"), (16_000, "16k"),
    ]
    return ReportAxis(
      unit: "Hz", range: range, isLogarithmic: true,
      ticks: octaves.filter { range.contains($0.0) }.map { Tick(value: $0, label: $1) })
  }

  /// Time from 0 on, labelled in minutes and seconds.
  public static func time(seconds: Double) -> ReportAxis {
    let end = max(seconds, 0.1)
    let steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600]
    // Eight labels of this width are what a chart has room for.
    let step = steps.first { end / $0 <= 8 } ?? (end / 8).rounded(.up)
    let ticks = stride(from: 0, through: end, by: step).map { second in
      let label =
        step < 1
        ? String(format: "%.1f", second)
        : String(format: "%d:%02d", Int(second) / 60, Int(second) % 60)
      return Tick(value: second, label: label)
    }
    return ReportAxis(unit: step < 1 ? "s" : "min:s", range: 0...end, ticks: ticks)
  }

  /// A straight axis over `values` and at least `span`, in `unit`, with ends at its ticks.
  ///
  /// Values that are not finite are left out.
  public static func level(
    unit: String, covering values: [Double], atLeast span: ClosedRange<Double>
  ) -> ReportAxis {
    let finite = values.filter(\.isFinite)
    let low = min(span.lowerBound, finite.min() ?? span.lowerBound)
    let high = max(span.upperBound, finite.max() ?? span.upperBound)
    let steps = [0.1, 0.2, 0.5, 1, 2, 3, 6, 10, 12, 20, 50, 100]
    let step = steps.first { (high - low) / $0 <= 6 } ?? (high - low) / 6
    // Twentieths of a step hide what floating point leaves.
    let first = ((low / step) + 0.05).rounded(.down)
    let last = ((high / step) - 0.05).rounded(.up)
    let ticks = stride(from: first, through: max(last, first + 1), by: 1).map { count in
      let value = count * step
      return Tick(value: value, label: written(value, decimals: step < 1 ? 1 : 0))
    }
    return ReportAxis(
      unit: unit, range: first * step...max(last, first + 1) * step, ticks: ticks)
  }
}

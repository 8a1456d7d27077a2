import Foundation

extension TrackComparison {
  /// The comparison for people: a sentence, the figures, spectra and their difference, correlation.
  public var report: ReportDocument {
    ReportDocument(
      title: "Comparison of two tracks", subtitle: "A: \(a.file) · B: \(b.file)",
      sections: [
        ReportSection(title: "", blocks: [.verdict(summary, .neutral)]),
        ReportSection(title: "Figures", blocks: [.table(figureTable)]),
        ReportSection(
          title: "Spectrum",
          blocks: [
            .chart(levelChart("Mid", \.mid)), .chart(levelChart("Side", \.side)),
            .chart(differenceChart("Mid: B less A", \.mid)),
            .chart(differenceChart("Side: B less A", \.side)),
          ]),
        ReportSection(title: "Loudness", blocks: [.chart(loudnessChart)]),
        ReportSection(title: "Correlation of left and right", blocks: [.table(correlationTable)]),
      ], figures: self)
  }

  /// The comparison in one sentence.
  public var summary: String {
    let loudness = b.figures.integratedLUFS - a.figures.integratedLUFS
    let words =
      abs(loudness) < 0.05
      ? "B is as loud as A"
      : String(format: "B is %.1f LU %@ than A", abs(loudness), loudness > 0 ? "louder" : "quieter")
    let distance = spectralDistanceDecibels.map {
      String(format: ", and their balance is %.1f dB apart once they are equally loud", $0)
    }
    return "\(words)\(distance ?? "")."
  }

  private var figureTable: ReportTable {
    ReportTable(
      title: "Levels of B once it has A’s loudness",
      columns: [.text(""), .number("A"), .number("B"), .number("B − A"), .text("")],
      rows: figures.map { figure in
        [
          figure.name, Self.number(figure.a), Self.number(figure.b),
          Self.number(figure.difference, isSigned: true), figure.unit,
        ]
      })
  }

  private var correlationTable: ReportTable {
    ReportTable(
      columns: [.number("Hz"), .number("A"), .number("B"), .number("B − A")],
      rows: correlations.map { band in
        [
          "\(Int(band.lowHertz)) – \(Int(band.highHertz))", Self.number(band.a),
          Self.number(band.b), Self.number(band.difference, isSigned: true),
        ]
      })
  }

  /// From half a third octave below 25 Hz to as much above 20 kHz, so that bars have room.
  private static let shownHertz = 22.0...22_500.0

  /// The length of a hop, in seconds.
  private static let hopSeconds = 0.1

  private func levelChart(
    _ title: String, _ channel: (BandDifference) -> BandDifference.Levels
  ) -> ReportChart {
    func points(_ level: (BandDifference.Levels) -> Double?) -> [ReportSeries.Point] {
      bands.map { ReportSeries.Point(x: $0.hertz, y: level(channel($0))) }
    }
    let heights = bands.flatMap { [channel($0).a, channel($0).b].compactMap { $0 } }
    return ReportChart(
      title: title, note: "Third octaves, where the track is loud, B at A’s loudness",
      x: .frequency(Self.shownHertz),
      y: .level(unit: "dBFS", covering: heights, atLeast: -60 ... -20),
      series: [
        ReportSeries(name: "A", tint: .first, points: points(\.a)),
        ReportSeries(name: "B", tint: .second, points: points(\.b)),
      ])
  }

  private func differenceChart(
    _ title: String, _ channel: (BandDifference) -> BandDifference.Levels
  ) -> ReportChart {
    let points = bands.map { ReportSeries.Point(x: $0.hertz, y: channel($0).difference) }
    return ReportChart(
      title: title, x: .frequency(Self.shownHertz),
      y: .level(unit: "dB", covering: points.compactMap(\.y), atLeast: -3...3),
      series: [ReportSeries(name: "B − A", style: .bars, tint: .second, points: points)])
  }

  private var loudnessChart: ReportChart {
    func points(_ hops: [HopReading], _ gain: Double) -> [ReportSeries.Point] {
      ReportSeries.thinned(
        hops.enumerated().map { index, hop in
          let level = Double(hop.shortTermLUFS)
          return ReportSeries.Point(
            x: Double(index + 1) * Self.hopSeconds, y: level > Level.silence ? level + gain : nil)
        })
    }
    let series = [
      ReportSeries(name: "A", tint: .first, points: points(a.hops, 0)),
      ReportSeries(name: "B", tint: .second, points: points(b.hops, gainDecibels)),
    ]
    let loudness = a.figures.integratedLUFS
    let heights = series.flatMap(\.points).compactMap(\.y)
    return ReportChart(
      title: "Short-term loudness over time", note: "B at A’s loudness",
      x: .time(seconds: max(a.figures.seconds, b.figures.seconds)),
      // What is much quieter than the whole would flatten what is not.
      y: .level(
        unit: "LUFS", covering: heights.filter { $0 > loudness - 20 },
        atLeast: loudness - 6...loudness + 3),
      series: series)
  }

  private static func number(_ value: Double?, isSigned: Bool = false) -> String {
    guard let value else { return "–" }
    return isSigned ? writtenChange(value) : written(value)
  }
}

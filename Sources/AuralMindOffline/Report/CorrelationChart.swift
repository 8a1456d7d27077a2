import AuralMind

/// Makes the chart of how alike left and right are by band, of mix and master; nil of mono.
func correlationChart(mix: CapturedTrack, master: CapturedTrack) -> ReportChart? {
  guard mix.figures.correlation != nil, master.figures.correlation != nil else { return nil }
  let bands = BandCorrelation.blend([(mix.correlation, weight: 1)])
  guard !bands.isEmpty else { return nil }
  let ticks = bands.enumerated().map { index, band in
    ReportAxis.Tick(value: Double(index) + 0.5, label: bandName(band))
  }
  func points(_ bands: [TrackStatistics.BandCorrelation]) -> [ReportSeries.Point] {
    bands.enumerated().map { ReportSeries.Point(x: Double($0) + 0.5, y: $1.correlation) }
  }
  let series = [
    ReportSeries(name: "Mix", style: .bars, tint: .first, points: points(bands)),
    ReportSeries(
      name: "Master", style: .bars, tint: .second,
      points: points(BandCorrelation.blend([(master.correlation, weight: 1)]))),
  ]
  let least = series.flatMap(\.points).compactMap(\.y).min() ?? 0
  return ReportChart(
    title: "Correlation of left and right", note: "1 is mono, 0 unrelated, below 0 lost in mono.",
    x: ReportAxis(unit: "Hz", range: 0...Double(bands.count), ticks: ticks),
    y: .level(unit: "", covering: [], atLeast: (least < 0 ? -1 : 0)...1), series: series)
}

private func bandName(_ band: TrackStatistics.BandCorrelation) -> String {
  func name(_ hertz: Double) -> String {
    hertz < 1_000 ? written(hertz, decimals: 0) : written(hertz / 1_000, decimals: 0) + "k"
  }
  return "\(name(band.lowHertz))–\(name(band.highHertz))"
}

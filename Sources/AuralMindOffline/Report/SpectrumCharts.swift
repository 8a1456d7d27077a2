import AuralDSP
import AuralMind

/// The charts of what mastering did to the balance, all at equal loudness.
struct SpectrumCharts {
  /// The spectra of mix and master, and what was matched to.
  let mix: MatchSpectrum
  let master: MatchSpectrum
  let reference: MatchSpectrum?

  /// What people hear, in Hz.
  private static let range = 20.0...20_000.0
  /// The lowest level shown below the highest, in dB: what lies further down is under the noise of
  /// recordings.
  private static let depthDecibels = 54.0
  /// Bands of 1/24 octave to either side that a smooth curve takes in: a sixth of an octave.
  private static let reach = 2

  /// The spectra of one channel as smooth curves.
  func spectrum(ofSide: Bool) -> ReportChart {
    var series = [
      ReportSeries(name: "Mix", tint: .first, points: curve(mix, ofSide: ofSide)),
      ReportSeries(name: "Master", tint: .second, points: curve(master, ofSide: ofSide)),
    ]
    // A drawn curve says nothing of width.
    if let reference, !(ofSide && reference.isCurve) {
      series.append(
        ReportSeries(name: "Reference", tint: .third, points: curve(reference, ofSide: ofSide)))
    }
    let levels = series.flatMap(\.points).compactMap(\.y)
    let highest = levels.max() ?? 0
    return ReportChart(
      title: ofSide ? "Spectrum of the side" : "Spectrum of the middle",
      note: "Sixths of an octave at equal loudness.", x: .frequency(Self.range),
      y: .level(
        unit: "dB", covering: levels.filter { $0 > highest - Self.depthDecibels },
        atLeast: highest - 30...highest),
      series: series)
  }

  /// What changed in thirds of an octave.
  func change() -> ReportChart {
    let middle = points { Self.levels($0).x }
    let side = points { Self.levels($0).y }
    let series = [
      ReportSeries(name: "Middle", style: .bars, tint: .second, points: middle),
      ReportSeries(name: "Side", style: .bars, tint: .third, points: side),
    ].filter { $0.points.contains { $0.y != nil } }
    return ReportChart(
      title: "What mastering changed", note: "Master less mix in thirds of an octave at equal loudness.",
      x: .frequency(Self.range),
      y: .level(
        unit: "dB", covering: series.flatMap(\.points).compactMap(\.y), atLeast: -3...3),
      series: series)
  }

  /// How far mix and master are from the reference in thirds of an octave; nil without one.
  func distance() -> ReportChart? {
    guard let reference else { return nil }
    let series = [
      ReportSeries(
        name: "Mix", style: .bars, tint: .first, points: distance(mix, from: reference)),
      ReportSeries(
        name: "Master", style: .bars, tint: .second, points: distance(master, from: reference)),
    ]
    return ReportChart(
      title: "Distance from the reference",
      note: "Thirds of an octave, middle and side together, levels aside.",
      x: .frequency(Self.range),
      y: .level(
        unit: "dB", covering: series.flatMap(\.points).compactMap(\.y), atLeast: -3...3),
      series: series)
  }

  private func distance(
    _ spectrum: MatchSpectrum, from reference: MatchSpectrum
  ) -> [ReportSeries.Point] {
    let differences = ThirdOctaves.centreBands.compactMap { centre -> (Double, Double)? in
      guard let one = ThirdOctaves.power(spectrum.bands, around: centre.band),
        let other = ThirdOctaves.power(reference.bands, around: centre.band)
      else { return nil }
      let (a, b) = reference.isCurve ? (one.x, other.x) : (one.sum(), other.sum())
      return a > 0 && b > 0 ? (centre.hertz, decibels(power: a) - decibels(power: b)) : nil
    }
    let mean = differences.reduce(0) { $0 + $1.1 } / Double(max(1, differences.count))
    return differences.map { ReportSeries.Point(x: $0, y: $1 - mean) }
  }

  private func points(_ level: (DoubleFrame) -> Double?) -> [ReportSeries.Point] {
    let gain = decibels(power: mix.weightedPower) - decibels(power: master.weightedPower)
    return ThirdOctaves.centreBands.map { centre in
      let before = ThirdOctaves.power(mix.bands, around: centre.band).flatMap(level)
      let after = ThirdOctaves.power(master.bands, around: centre.band).flatMap(level)
      guard let before, let after else { return ReportSeries.Point(x: centre.hertz, y: nil) }
      return ReportSeries.Point(x: centre.hertz, y: after - before + gain)
    }
  }

  /// The levels of mid and side in dB; nil where there is nothing.
  private static func levels(_ power: DoubleFrame) -> (x: Double?, y: Double?) {
    (
      power.x > 0 ? decibels(power: power.x) : nil, power.y > 0 ? decibels(power: power.y) : nil
    )
  }

  private func curve(_ spectrum: MatchSpectrum, ofSide: Bool) -> [ReportSeries.Point] {
    let gain = -decibels(power: spectrum.weightedPower)
    return (0..<spectrum.bands.count).compactMap { band in
      let hertz = OctaveBands.centreHertz(band)
      guard Self.range.contains(hertz) else { return nil }
      let bands = (band - Self.reach)...(band + Self.reach)
      let power = bands.reduce(0.0) { sum, band in
        sum + Double(ofSide ? spectrum.bands[band].y : spectrum.bands[band].x)
      }
      return ReportSeries.Point(x: hertz, y: power > 0 ? decibels(power: power) + gain : nil)
    }
  }
}

import AuralDSP
import AuralMind
import Foundation

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
  /// How far below the loudest third octave a channel is as good as silent, in dB: it is masked there.
  private static let maskedDecibels = 40.0
  /// The third octaves whose distance counts, in Hz, as in `spectralDistanceDecibels`.
  private static let comparedHertz = 39.0...16_500.0
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
    let middle = changes(\.x)
    let side = changes(\.y)
    let series = [
      ReportSeries(name: "Middle", style: .bars, tint: .second, points: middle),
      ReportSeries(name: "Side", style: .bars, tint: .third, points: side),
    ].filter { $0.points.contains { $0.y != nil } }
    return ReportChart(
      title: "What mastering changed",
      note: "Master less mix in thirds of an octave at equal loudness.", x: .frequency(Self.range),
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
      guard Self.comparedHertz.contains(centre.hertz),
        let one = ThirdOctaves.power(spectrum.bands, around: centre.band),
        let other = ThirdOctaves.power(reference.bands, around: centre.band)
      else { return nil }
      let (a, b) = reference.isCurve ? (one.x, other.x) : (one.sum(), other.sum())
      return a > 0 && b > 0 ? (centre.hertz, decibels(power: a) - decibels(power: b)) : nil
    }
    let mean = differences.reduce(0) { $0 + $1.1 } / Double(max(1, differences.count))
    return differences.map { ReportSeries.Point(x: $0, y: $1 - mean) }
  }

  /// The changes of one channel; none where there is as good as nothing before and after.
  private func changes(_ channel: (DoubleFrame) -> Double) -> [ReportSeries.Point] {
    let gain = decibels(power: mix.weightedPower) - decibels(power: master.weightedPower)
    let pairs = ThirdOctaves.centreBands.map { centre in
      (
        hertz: centre.hertz, before: Self.power(mix, centre, channel),
        after: Self.power(master, centre, channel)
      )
    }
    let floor = Self.highestPower(master) * pow(10, -Self.maskedDecibels / 10)
    let scale = pow(10, -gain / 10)
    return pairs.map { pair in
      guard pair.before > 0, pair.after > 0, max(pair.before * scale, pair.after) > floor else {
        return ReportSeries.Point(x: pair.hertz, y: nil)
      }
      return ReportSeries.Point(
        x: pair.hertz, y: decibels(power: pair.after) - decibels(power: pair.before) + gain)
    }
  }

  /// The power of the loudest third octave of middle and side together.
  private static func highestPower(_ spectrum: MatchSpectrum) -> Double {
    ThirdOctaves.centreBands.map { power(spectrum, $0) { $0.sum() } }.max() ?? 0
  }

  private static func power(
    _ spectrum: MatchSpectrum, _ centre: ThirdOctaves.Centre, _ channel: (DoubleFrame) -> Double
  ) -> Double {
    ThirdOctaves.power(spectrum.bands, around: centre.band).map(channel) ?? 0
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

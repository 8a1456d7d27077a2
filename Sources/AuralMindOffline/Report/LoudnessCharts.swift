import AuralDSP
import AuralMind

/// The charts of what mastering did over time.
struct LoudnessCharts {
  /// The hops of mix and master, and of the chain's meters.
  let mix: [HopReading]
  let master: [HopReading]
  let pass: PassRecord
  /// What was asked for.
  let goal: Delivery.Goal
  /// The length, in seconds.
  let seconds: Double

  /// The length of a hop, in seconds.
  private static let hopSeconds = 0.1
  /// Loudness below which nothing counts, in LUFS, and how far below the mean the other gate lies, in
  /// LU (ITU-R BS.1770-5, Annex 1, equations 4 and 5).
  private static let absoluteGateLUFS = -70.0
  private static let relativeGateLU = 10.0
  /// How far below the loudest the charts reach, in LU or dB.
  private static let depth = 36.0
  private static let peakDepth = 24.0

  /// Momentary and short-term loudness, with the gates of the integrated loudness.
  func loudness() -> ReportChart {
    let series = [
      ReportSeries(
        name: "Mix, 3 s", tint: .first, points: points(mix) { Double($0.shortTermLUFS) }),
      ReportSeries(
        name: "Master, 400 ms", tint: .fourth,
        points: points(master) { Double($0.momentaryLUFS) }),
      ReportSeries(
        name: "Master, 3 s", tint: .second, points: points(master) { Double($0.shortTermLUFS) }),
    ]
    let gate = relativeGateLUFS
    return ReportChart(
      title: "Loudness over time",
      note: "Below: where the master passes the absolute and the relative gate.", x: axis,
      y: level("LUFS", series, depth: Self.depth, with: goal.targetLUFS), series: series,
      levels: [
        ReportChart.Level(
          name: "Target \(written(goal.targetLUFS, decimals: 1))", value: goal.targetLUFS)
      ],
      strips: [
        ReportChart.Strip(
          name: "Over −70 LUFS", tint: .first, ranges: stretches(above: Self.absoluteGateLUFS)),
        ReportChart.Strip(
          name: "Over \(written(gate, decimals: 1)) LUFS", tint: .second,
          ranges: stretches(above: gate)),
      ])
  }

  /// The limiter's gain reduction and the governor's gain.
  func gain() -> ReportChart {
    func points(_ value: (LoudnessRecord.Hop) -> Float) -> [ReportSeries.Point] {
      ReportSeries.thinned(
        pass.loudness.hops.enumerated().compactMap { index, hop in
          let time = Double(index + 1) * Self.hopSeconds - pass.latencySeconds
          return time > 0 ? ReportSeries.Point(x: time, y: Double(value(hop))) : nil
        })
    }
    let series = [
      ReportSeries(
        name: "Limiter", style: .area, tint: .second, points: points { -$0.gainReductionDecibels }),
      ReportSeries(
        name: "Governor", style: .step, tint: .fourth, points: points { $0.governorGainDecibels }),
    ]
    return ReportChart(
      title: "Gain over time", note: "The limiter's greatest gain reduction of each 100 ms.",
      x: axis,
      y: .level(
        unit: "dB", covering: series.flatMap(\.points).compactMap(\.y), atLeast: -6...0),
      series: series)
  }

  /// The highest true peak of each hop, under the ceiling.
  func peaks() -> ReportChart {
    let series = [
      ReportSeries(
        name: "Mix", tint: .first, points: points(mix) { Double($0.truePeakDecibels) }),
      ReportSeries(
        name: "Master", tint: .second, points: points(master) { Double($0.truePeakDecibels) }),
    ]
    return ReportChart(
      title: "True peak over time", note: "The highest of each 100 ms.", x: axis,
      y: level("dBTP", series, depth: Self.peakDepth, with: goal.ceilingDecibels), series: series,
      levels: [
        ReportChart.Level(
          name: "Ceiling \(written(goal.ceilingDecibels, decimals: 1))",
          value: goal.ceilingDecibels)
      ])
  }

  private var axis: ReportAxis { .time(seconds: seconds) }

  /// The gate that lies below the mean of what passes the absolute gate, in LUFS.
  private var relativeGateLUFS: Double {
    let powers = master.map { Double($0.momentaryLUFS) }.filter { $0 > Self.absoluteGateLUFS }
      .map { weightedPower(loudnessLUFS: $0) }
    guard !powers.isEmpty else { return Self.absoluteGateLUFS }
    let mean = powers.reduce(0, +) / Double(powers.count)
    return loudnessLUFS(power: mean) - Self.relativeGateLU
  }

  private func points(
    _ hops: [HopReading], _ value: (HopReading) -> Double
  ) -> [ReportSeries.Point] {
    ReportSeries.thinned(
      hops.enumerated().map { index, hop in
        let level = value(hop)
        return ReportSeries.Point(
          x: Double(index + 1) * Self.hopSeconds, y: level > silenceLUFS ? level : nil)
      })
  }

  /// An axis that shows what is near the highest, and the level that was asked for.
  private func level(
    _ unit: String, _ series: [ReportSeries], depth: Double, with goal: Double
  ) -> ReportAxis {
    let values = series.flatMap(\.points).compactMap(\.y)
    let highest = max(goal, values.max() ?? goal)
    return .level(
      unit: unit, covering: values.filter { $0 > highest - depth }, atLeast: goal - 6...highest)
  }

  /// Where hops of the master are louder than a gate, in seconds.
  private func stretches(above gateLUFS: Double) -> [ClosedRange<Double>] {
    var stretches: [ClosedRange<Double>] = []
    for (index, hop) in master.enumerated() where Double(hop.momentaryLUFS) > gateLUFS {
      let (start, end) = (Double(index) * Self.hopSeconds, Double(index + 1) * Self.hopSeconds)
      if let last = stretches.last, start - last.upperBound < Self.hopSeconds / 2 {
        stretches[stretches.count - 1] = last.lowerBound...end
      } else {
        stretches.append(start...end)
      }
    }
    return stretches
  }
}

import AuralDSP
import AuralMind
import Foundation

extension Profile {
  /// The percentiles of short-term loudness that a profile keeps.
  private static let percents: [Double] = [5, 10, 25, 50, 75, 90, 95]

  /// The profile of tracks as one: brought to their mean loudness, averaged in power by weight.
  ///
  /// Loudness and what is relative to it are weighted means; where a track does not tell, the others
  /// do. Sections belong to one track and are not blended.
  init(blending tracks: [(CapturedTrack, weight: Double)], name: String?) {
    let total = tracks.reduce(0) { $0 + $1.weight }
    let shares = tracks.map { ($0.0, share: $0.weight / total) }
    let loudness = shares.reduce(0) { $0 + $1.0.figures.integratedLUFS * $1.share }
    let gains = shares.map { loudness - $0.0.figures.integratedLUFS }
    let powerGains = gains.map { pow(10, $0 / 10) }

    var bands = BandSpectrum(count: tracks.map(\.0.spectrum.count).max() ?? 0)
    for i in 0..<bands.count {
      var sum = SIMD2<Double>.zero
      var weight = 0.0
      for (track, gain) in zip(shares, powerGains) where i < track.0.spectrum.count {
        sum += SIMD2<Double>(track.0.spectrum[i]) * (gain * track.share)
        weight += track.share
      }
      bands[i] = Frame(sum / max(weight, .leastNormalMagnitude))
    }
    self.init(spectrum: MatchSpectrum(bands: bands))
    self.name = Array((name ?? "").utf8)
    sourceCount = tracks.count
    sampleRate = tracks.map(\.0.sampleRate).max()

    func mean(_ value: (ProgrammeFigures, Double) -> Double?) -> Double? {
      var sum = 0.0
      var weight = 0.0
      for (track, gain) in zip(shares, gains) {
        guard let value = value(track.0.figures, gain) else { continue }
        sum += value * track.share
        weight += track.share
      }
      return weight > 0 ? sum / weight : nil
    }
    statistics.integratedLUFS = loudness
    statistics.loudnessRangeLU = mean { figures, _ in figures.loudnessRangeLU }
    statistics.maximumShortTermLUFS = mean { figures, gain in
      figures.maximumShortTermLUFS > silenceLUFS ? figures.maximumShortTermLUFS + gain : nil
    }
    statistics.truePeakDecibels = mean { $0.truePeakDecibels + $1 }
    statistics.crestDecibels = mean { figures, _ in figures.crestDecibels }
    statistics.peakToLoudnessDecibels = mean { figures, _ in figures.peakToLoudnessDecibels }
    statistics.correlations = BandCorrelation.blend(
      zip(shares, powerGains).map { ($0.0.correlation, $0.share * $1 / $0.0.figures.seconds) })
    var notes = Histogram.notes
    for track in shares { notes.add(track.0.notes, weight: track.share) }
    statistics.subFundamentalHertz = notes.percentile(50).map(Histogram.hertz)
    statistics.levels = Self.percents.compactMap { percent in
      let known = zip(shares, gains).compactMap { track, gain in
        track.0.levels.percentile(percent).map { (level: $0 + gain, share: track.share) }
      }
      let share = known.reduce(0) { $0 + $1.share }
      guard share > 0 else { return nil }
      let level = known.reduce(0) { $0 + $1.level * $1.share } / share
      return TrackStatistics.LevelPercentile(percent: percent, shortTermLUFS: level)
    }
    statistics.sections = tracks.count == 1 ? tracks[0].0.sections : []
  }
}

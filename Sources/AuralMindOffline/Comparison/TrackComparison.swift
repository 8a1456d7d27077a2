import AuralMind

/// What B has more and less than A, once it was brought to A's loudness.
public struct TrackComparison: Sendable {
  /// The track that B is compared with.
  public let a: ComparedTrack
  /// The track that is compared.
  public let b: ComparedTrack
  /// The gain that brings B to A's integrated loudness, in dB.
  public let gainDecibels: Double
  /// Third octaves from 25 Hz to 20 kHz, where they are loud enough to count for loudness.
  public let bands: [BandDifference]
  /// The correlation of left and right by band of hearing, from 20 Hz to 20 kHz.
  public let correlations: [CorrelationDifference]
  /// The RMS of what their balance differs by, over third octaves from 40 Hz to 16 kHz, in dB; nil where
  /// they have nothing in common.
  public let spectralDistanceDecibels: Double?

  /// Compares two tracks that have a loudness.
  init(_ a: CapturedTrack, _ b: CapturedTrack, files: (a: String, b: String)) {
    let gain = a.figures.integratedLUFS - b.figures.integratedLUFS
    self.a = ComparedTrack(a, file: files.a)
    self.b = ComparedTrack(b, file: files.b)
    gainDecibels = gain
    bands = ThirdOctaves.centreBands.map {
      BandDifference($0, a.spectrum, b.spectrum, gainB: gain)
    }
    correlations = CorrelationDifference.bands(a.correlation, b.correlation)
    spectralDistanceDecibels = AuralMindOffline.spectralDistanceDecibels(
      MatchSpectrum(bands: a.spectrum), MatchSpectrum(bands: b.spectrum))
  }

  /// The figures of both; all but the loudness itself with B at A's loudness.
  public var figures: [FigureDifference] {
    let a = a.figures
    let b = b.figures
    func atLoudnessOfA(_ level: Double) -> Double? {
      level > Level.silence ? level + gainDecibels : nil
    }
    return [
      FigureDifference(
        "Integrated, as they are", "integrated_lu", "LUFS", a.integratedLUFS, b.integratedLUFS),
      FigureDifference(
        "Momentary, max", "maximum_momentary_lu", "LUFS", a.maximumMomentaryLUFS,
        atLoudnessOfA(b.maximumMomentaryLUFS)),
      FigureDifference(
        "Short-term, max", "maximum_short_term_lu", "LUFS", a.maximumShortTermLUFS,
        atLoudnessOfA(b.maximumShortTermLUFS)),
      FigureDifference(
        "Loudness range", "loudness_range_lu", "LU", a.loudnessRangeLU, b.loudnessRangeLU),
      FigureDifference(
        "True peak", "true_peak_db", "dBTP", a.truePeakDecibels, atLoudnessOfA(b.truePeakDecibels)),
      FigureDifference(
        "PLR", "plr_db", "dB", a.peakToLoudnessDecibels, b.peakToLoudnessDecibels),
      FigureDifference(
        "PSR, min", "minimum_psr_db", "dB", a.minimumPeakToShortTermDecibels,
        b.minimumPeakToShortTermDecibels),
      FigureDifference("Crest", "crest_db", "dB", a.crestDecibels, b.crestDecibels),
      FigureDifference("Correlation", "correlation", "", a.correlation, b.correlation),
    ]
  }
}

/// Hears two files at the same time and compares what was heard; rates and channels may differ.
///
/// A mono file beside a stereo one counts as it sounds from two speakers, 3.01 LU above itself alone.
public func compareTracks(
  _ a: String, _ b: String, progress: Progress = { _ in }
) throws -> TrackComparison {
  let counts = [
    try AudioFile(path: a).format.channelCount, try AudioFile(path: b).format.channelCount,
  ]
  let tracks = try captureTracks(
    [a, b], channelCount: counts.max(), progress: progress)
  for (path, track) in zip([a, b], tracks) where !track.hasLoudness {
    throw AudioFileError.noLoudness(path: path)
  }
  return TrackComparison(tracks[0], tracks[1], files: (a, b))
}

public import AuralDSP
public import AuralMind

/// What a capture heard of one track.
public struct CapturedTrack: Sendable {
  /// The sample rate, in Hz.
  public let sampleRate: Double
  /// The figures of the whole.
  public let figures: ProgrammeFigures
  /// The mean power by band of what counts for the loudness.
  public let spectrum: BandSpectrum

  /// The number of channels; of one the side is nothing.
  let channelCount: Int
  /// The mean of left and right: what is there of 0 Hz, as amplitudes.
  let offset: Frame
  /// The peaks that are cut off flat at the programme's highest level.
  let flatTops: Int
  /// The share of the time in which sibilants stand out, from 0 to 1; nil where nobody asked.
  let sibilantShare: Double?
  let correlation: BandCorrelation
  let levels: Histogram
  let notes: Histogram
  let sections: [TrackStatistics.Section]
  /// What every hop of 100 ms was like.
  let hops: [HopReading]

  /// Whether there was anything to take a spectrum of.
  public var hasLoudness: Bool { spectrum.count > 0 && figures.integratedLUFS > -70 }

  /// What can be matched to or from; nil where there was nothing to take a spectrum of.
  var matchSpectrum: MatchSpectrum? { hasLoudness ? MatchSpectrum(bands: spectrum) : nil }

  /// What a chain takes of the track; nil where there was nothing to take a spectrum of.
  var known: KnownTrack? { hasLoudness ? WrittenProfile(profile()).track : nil }

  /// The profile of this track alone.
  public func profile(name: String? = nil) -> Profile {
    Profile(blending: [(self, weight: 1)], name: name)
  }
}

/// What is known of a whole track: the one source of facts that take the track to know.
///
/// Frozen from a captured profile, or learned while the track plays. What is not known is nil.
public struct TrackStatistics: Sendable, Equatable {
  /// Gated loudness, in LUFS (BS.1770-5).
  public var integratedLUFS: Double?
  /// Loudness range, in LU (EBU Tech 3342).
  public var loudnessRangeLU: Double?
  /// Highest loudness of any 3 s, in LUFS.
  public var maximumShortTermLUFS: Double?
  /// Highest peak between samples, in dBTP.
  public var truePeakDecibels: Double?
  /// Sample peak over RMS, in dB.
  public var crestDecibels: Double?
  /// True peak over integrated loudness, in dB.
  public var peakToLoudnessDecibels: Double?
  /// The fundamental of the sub bass, the median over the track, in Hz.
  public var subFundamentalHertz: Double?
  /// Correlation of left and right by band, from -1 to 1, ascending by frequency.
  public var correlations: [BandCorrelation] = []
  /// How the short-term loudness is spread, ascending by percentile.
  public var levels: [LevelPercentile] = []
  /// The sections of the track, in time.
  public var sections: [Section] = []

  /// Knows nothing.
  public init() {}

  /// Correlation inside a band.
  public struct BandCorrelation: Sendable, Equatable {
    /// The lower edge, in Hz.
    public var lowHertz: Double
    /// The upper edge, in Hz.
    public var highHertz: Double
    /// The correlation, from -1 to 1.
    public var correlation: Double

    /// Creates the correlation of the band from `lowHertz` to `highHertz`.
    public init(lowHertz: Double, highHertz: Double, correlation: Double) {
      self.lowHertz = lowHertz
      self.highHertz = highHertz
      self.correlation = correlation
    }
  }

  /// A loudness that part of the track stays below.
  public struct LevelPercentile: Sendable, Equatable {
    /// The part of the track, in percent.
    public var percent: Double
    /// The short-term loudness it stays below, in LUFS.
    public var shortTermLUFS: Double

    /// Creates a percentile.
    public init(percent: Double, shortTermLUFS: Double) {
      self.percent = percent
      self.shortTermLUFS = shortTermLUFS
    }
  }

  /// A stretch of the track that hangs together.
  public struct Section: Sendable, Equatable {
    /// Where it begins, in seconds.
    public var startSeconds: Double
    /// Where it ends, in seconds.
    public var endSeconds: Double
    /// How intense it is beside the others: 0 the least, 1 the most.
    public var intensity: Double

    /// Creates a section.
    public init(startSeconds: Double, endSeconds: Double, intensity: Double) {
      self.startSeconds = startSeconds
      self.endSeconds = endSeconds
      self.intensity = intensity
    }
  }
}

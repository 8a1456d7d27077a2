/// The level of a programme at one place of the chain, over the bursts in which it was heard.
public struct StageLevel: Sendable, Equatable {
  /// K-weighted loudness without gates, in LUFS.
  public var loudnessLUFS: Double
  /// The peaks of bursts over the RMS level, both as means of powers, in dB.
  ///
  /// So one drum stroke does not decide, as it does over the highest sample of a whole song.
  public var crestDecibels: Double
  /// The number of bursts.
  public var bursts: Int

  /// Creates a level.
  public init(loudnessLUFS: Double, crestDecibels: Double, bursts: Int) {
    self.loudnessLUFS = loudnessLUFS
    self.crestDecibels = crestDecibels
    self.bursts = bursts
  }
}

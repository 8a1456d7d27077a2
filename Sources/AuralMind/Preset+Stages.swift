extension Preset {
  /// What the stages between match EQ and governor are asked to do at an amount of 100 %.
  ///
  /// A share, boost or mix of 0 leaves a stage out of the path.
  public struct StageValues: Sendable, Equatable {
    /// The share of a narrow sub's sides that becomes mono, from 0 to 1; a wide one loses more.
    public var monoSubShare = 0.0
    /// The deepest dip of the masking EQ, in dB.
    public var maskingDipDecibels = 0.0
    /// How much later than usual the de-esser sets in, in dB; below 0 earlier.
    public var deessOffsetDecibels = 0.0
    /// By how much what is over the de-esser's threshold is reduced: 3 leaves a third.
    public var deessRatio = 3.0
    /// The share of that reduction that is made, from 0 to 1.
    public var deessMix = 0.0
    /// The drive of the glow, in dB.
    public var glowDriveDecibels = 0.0
    /// The share of the glow's harmonics, from 0 to 1.
    public var glowMix = 0.0
    /// The gain of the sides from 500 Hz, as an amplitude.
    public var widthMid = 1.0
    /// The gain of the sides from 2.5 kHz, as an amplitude.
    public var widthHigh = 1.0
    /// The share of the decorrelated sides above 2 kHz, from 0 to 1.
    public var microshiftMix = 0.0
    /// The part of a level's distance from the threshold by which the microdetail lifts it.
    public var microdetailAmount = 0.0
    /// The microdetail's threshold, in dB; -34 is about the sides' own mean level.
    public var microdetailThresholdDecibels = -34.0
    /// The most the microdetail lifts, in dB.
    public var microdetailBoostDecibels = 0.0
    /// The share of the lifted sides, from 0 to 1.
    public var microdetailMix = 0.0
    /// The range over which the sides move with the phrase, as a share of their level.
    public var movementAmount = 0.0
    /// How far a chorus is opened, from 0 to 1.
    public var hookLiftMix = 0.0
    /// The most an attack is raised, in dB, before the mix.
    public var transientBoostDecibels = 0.0
    /// The share of the raised attacks, from 0 to 1.
    public var transientMix = 0.0

    /// Nothing is asked.
    @_noLocks
    init() {}
  }

  /// The preset's values for the stages between match EQ and governor.
  ///
  /// They are the original Python engine's, where they were tuned by ear; Transparent asks nothing.
  /// Club Clean, which there had the values of Club, is for mixes that are bright and dense already:
  /// more of what clears, less of what adds. The shares of the microshift are 0.38 of the original's: so
  /// the sides keep their third octaves within 0.5 dB at 200 % where few tones play, too.
  public var stageValues: StageValues {
    @_noLocks get {
      var values = StageValues()
      if case .transparent = self { return values }
      // What most presets share.
      values.monoSubShare = 0.52
      values.maskingDipDecibels = 1.2
      values.deessOffsetDecibels = 0.5
      values.deessMix = 0.52
      values.glowDriveDecibels = 0.85
      values.glowMix = 0.5
      values.widthMid = 1.05
      values.widthHigh = 1.26
      values.microshiftMix = 0.065
      values.microdetailAmount = 0.2
      values.microdetailBoostDecibels = 3.2
      values.microdetailMix = 0.6
      values.movementAmount = 0.1
      values.hookLiftMix = 0.2
      values.transientBoostDecibels = 2.2
      values.transientMix = 0.34
      switch self {
      case .transparent, .radioLoud: break
      case .hiFiStreaming:
        values.monoSubShare = 0.5
        values.maskingDipDecibels = 1.1
        values.deessOffsetDecibels = 1
        values.deessMix = 0.48
        values.glowDriveDecibels = 0.8
        values.glowMix = 0.48
        values.widthMid = 1.04
        values.widthHigh = 1.24
        values.microshiftMix = 0.053
        values.microdetailAmount = 0.18
        values.microdetailThresholdDecibels = -35
        values.microdetailBoostDecibels = 3
        values.microdetailMix = 0.55
        values.hookLiftMix = 0.18
        values.transientBoostDecibels = 2
        values.transientMix = 0.32
      case .cinematic:
        values.monoSubShare = 0.48
        values.maskingDipDecibels = 1
        values.deessOffsetDecibels = -0.5
        values.deessMix = 0.45
        values.glowDriveDecibels = 0.7
        values.glowMix = 0.45
        values.widthMid = 1.03
        values.widthHigh = 1.22
        values.microshiftMix = 0.045
        values.microdetailAmount = 0.16
        values.microdetailThresholdDecibels = -36
        values.microdetailBoostDecibels = 2.5
        values.microdetailMix = 0.5
        values.hookLiftMix = 0.14
        values.transientBoostDecibels = 1.6
        values.transientMix = 0.26
      case .club, .clubClean:
        values.monoSubShare = 0.55
        values.maskingDipDecibels = 1.5
        values.deessOffsetDecibels = 0
        values.deessMix = 0.55
        values.glowDriveDecibels = 0.9
        values.glowMix = 0.55
        values.widthMid = 1.06
        values.widthHigh = 1.28
        values.microshiftMix = 0.068
        values.microdetailAmount = 0.22
        values.microdetailBoostDecibels = 3.5
        values.microdetailMix = 0.65
        values.hookLiftMix = 0.22
        values.transientBoostDecibels = 2.4
        values.transientMix = 0.38
        if case .clubClean = self {
          values.maskingDipDecibels = 2
          values.deessOffsetDecibels = -1
          values.deessMix = 0.65
          values.glowMix = 0.25
          values.microdetailMix = 0.35
          values.hookLiftMix = 0.16
        }
      case .competitiveTrap:
        values.maskingDipDecibels = 1.3
        values.widthMid = 1.06
        values.widthHigh = 1.28
      }
      return values
    }
  }
}

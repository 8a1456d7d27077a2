/// What the chain shows of its output.
///
/// Loudness of silence reads -120 LUFS.
public struct Meters: Sendable, Equatable {
  /// Loudness of the last 400 ms, in LUFS.
  public var momentaryLUFS: Double = -120
  /// Loudness of the last 3 s, in LUFS.
  public var shortTermLUFS: Double = -120
  /// Gated loudness since the last reset, in LUFS.
  public var integratedLUFS: Double = -120
  /// Loudness range since the last reset, in LU.
  public var loudnessRangeLU: Double = 0
  /// Highest true peak since the last reset, in dBTP.
  public var truePeakDecibels: Double = -120
  /// Greatest gain reduction of the limiter since the meters were last published, in dB (0 or more).
  public var gainReductionDecibels: Double = 0
  /// Average gain reduction of clip and limiter over the gated programme, in dB.
  public var averageGainReductionDecibels: Double = 0
  /// Gain of the governor now, in dB.
  public var appliedGainDecibels: Double = 0
  /// What the governor is doing.
  public var governorState = GovernorState.off
  /// Peak to short-term loudness ratio: true peak of the last 3 s less `shortTermLUFS`, in dB.
  public var psrDecibels: Double = 0
  /// Correlation of left and right over the last 400 ms or so, from -1 to 1.
  public var correlation: Double = 0
  /// The fundamental of the bass, in Hz: the last that was clear; 0 before any.
  public var subNoteHertz: Double = 0
  /// The greatest dip of the dynamic masking EQ since the meters were last published, in dB.
  public var maskingDipDecibels: Double = 0
  /// The greatest dip of the de-esser since the meters were last published, in dB.
  public var deessDipDecibels: Double = 0
  /// What the match EQ is doing.
  public var matchState = MatchState.none

  /// Creates the meters of silence.
  public init() {}

  /// The value of an output control in the port's own unit; 0 for any other port.
  public subscript(control: Control) -> Float {
    @_noLocks get {
      switch control {
      case .momentary: control.clamped(Float(momentaryLUFS))
      case .shortTerm: control.clamped(Float(shortTermLUFS))
      case .integrated: control.clamped(Float(integratedLUFS))
      case .loudnessRange: control.clamped(Float(loudnessRangeLU))
      case .truePeak: control.clamped(Float(truePeakDecibels))
      case .gainReduction: control.clamped(Float(gainReductionDecibels))
      case .appliedGain: control.clamped(Float(appliedGainDecibels))
      case .governorState: Float(governorState.rawValue)
      case .psr: control.clamped(Float(psrDecibels))
      case .correlation: control.clamped(Float(correlation))
      case .subNote: control.clamped(Float(subNoteHertz))
      case .maskingDip: control.clamped(Float(maskingDipDecibels))
      case .deessDip: control.clamped(Float(deessDipDecibels))
      case .matchState: Float(matchState.rawValue)
      default: 0
      }
    }
  }
}

/// Every port of the plugin, in port order: the single source for Turtle, presets, the command
/// line and the documentation.
///
/// The raw value is the LV2 port index. `Control+Description.swift` holds what people read.
public enum Control: UInt32, CaseIterable, Sendable {
  case inLeft, inRight, outLeft, outRight
  case control, notify
  case enabled, freewheel
  case preset, delivery, targetLUFS, ceiling
  case governor, governorGain, gainReductionLimit
  case phase, listen
  case reference, source, matchLearn, match, matchSide, matchSmoothing, matchLimit
  case matchLow, matchHigh
  case highpass, monoSub, warmth
  case masking, deess, glow
  case width, microshift, microdetail, movement, hookLift
  case transient, clip
  case dither, ditherShape
  case reset
  // Behind every input: Ardour's scripts count outputs too when they number the inputs.
  case latency
  case momentary, shortTerm, integrated, loudnessRange, truePeak
  case gainReduction, appliedGain, governorState, psr, correlation
  case subNote, maskingDip, deessDip
  case matchState

  /// What travels through a port.
  public enum Kind: Sendable {
    case audioInput, audioOutput
    case eventInput, eventOutput
    case input, output
  }

  /// What travels through this port, and which way.
  public var kind: Kind {
    @_noLocks get {
      switch self {
      case .inLeft, .inRight: .audioInput
      case .outLeft, .outRight: .audioOutput
      case .control: .eventInput
      case .notify: .eventOutput
      case .latency, .momentary, .shortTerm, .integrated, .loudnessRange, .truePeak,
        .gainReduction, .appliedGain, .governorState, .psr, .correlation, .subNote,
        .maskingDip, .deessDip, .matchState:
        .output
      default: .input
      }
    }
  }

  /// The least and the greatest value, and the one before anybody touches the port.
  public struct Range: Sendable, Equatable {
    /// The least value.
    public let lowest: Float
    /// The greatest value.
    public let highest: Float
    /// The value before anybody touches the port.
    public let initial: Float
  }

  /// The range of a control port, in the port's unit; 0…0 for audio and events.
  public var range: Range {
    @_noLocks get {
      switch self {
      case .inLeft, .inRight, .outLeft, .outRight, .control, .notify:
        Range(lowest: 0, highest: 0, initial: 0)
      case .enabled: Range(lowest: 0, highest: 1, initial: 1)
      case .freewheel, .reset: Range(lowest: 0, highest: 1, initial: 0)
      case .latency: Range(lowest: 0, highest: 18_432, initial: 0)
      case .preset: Range(lowest: 0, highest: 6, initial: 1)
      case .delivery: Range(lowest: 0, highest: 7, initial: 0)
      case .targetLUFS: Range(lowest: -36, highest: -5, initial: -14)
      case .ceiling: Range(lowest: -9, highest: 0, initial: -1)
      case .governor: Range(lowest: 0, highest: 2, initial: 2)
      case .governorGain: Range(lowest: -24, highest: 24, initial: 0)
      case .gainReductionLimit: Range(lowest: 0, highest: 12, initial: 3)
      case .phase, .listen: Range(lowest: 0, highest: 2, initial: 0)
      case .reference, .source: Range(lowest: 0, highest: 16, initial: 0)
      case .matchLearn: Range(lowest: 0, highest: 1, initial: 1)
      case .match: Range(lowest: -100, highest: 150, initial: 65)
      case .matchSide: Range(lowest: 0, highest: 100, initial: 100)
      case .matchSmoothing: Range(lowest: 0.08, highest: 2, initial: 0.33)
      case .matchLimit: Range(lowest: 0, highest: 12, initial: 6)
      case .matchLow: Range(lowest: 20, highest: 1_000, initial: 30)
      case .matchHigh: Range(lowest: 1_000, highest: 20_000, initial: 18_000)
      case .highpass: Range(lowest: 0, highest: 60, initial: 20)
      case .warmth: Range(lowest: -100, highest: 100, initial: 0)
      case .monoSub, .masking, .deess, .glow, .width, .microshift, .microdetail, .movement,
        .hookLift, .transient, .clip:
        Range(lowest: 0, highest: 200, initial: 100)
      case .dither: Range(lowest: 0, highest: 3, initial: 0)
      case .ditherShape: Range(lowest: 0, highest: 1, initial: 0)
      case .momentary, .shortTerm, .integrated:
        Range(lowest: -120, highest: 20, initial: -120)
      case .loudnessRange: Range(lowest: 0, highest: 60, initial: 0)
      case .truePeak: Range(lowest: -120, highest: 60, initial: -120)
      case .gainReduction: Range(lowest: 0, highest: 60, initial: 0)
      case .appliedGain: Range(lowest: -24, highest: 24, initial: 0)
      case .governorState: Range(lowest: 0, highest: 6, initial: 0)
      case .psr: Range(lowest: 0, highest: 60, initial: 0)
      case .correlation: Range(lowest: -1, highest: 1, initial: 0)
      case .subNote: Range(lowest: 0, highest: 200, initial: 0)
      case .maskingDip, .deessDip: Range(lowest: 0, highest: 24, initial: 0)
      case .matchState: Range(lowest: 0, highest: 3, initial: 0)
      }
    }
  }

  /// Whether the port takes whole numbers only.
  public var isInteger: Bool {
    @_noLocks get {
      switch self {
      case .enabled, .freewheel, .latency, .preset, .delivery, .governor, .phase, .listen,
        .reference, .source, .matchLearn, .dither, .ditherShape, .reset, .governorState,
        .matchState:
        true
      default: false
      }
    }
  }

  /// Returns `value` as the port takes it: inside the range, whole where it must be, and the
  /// initial value in place of a NaN.
  @_noLocks
  public func clamped(_ value: Float) -> Float {
    let range = range
    guard !value.isNaN else { return range.initial }
    let inside = min(max(value, range.lowest), range.highest)
    return isInteger ? Float(Int32(inside < 0 ? inside - 0.5 : inside + 0.5)) : inside
  }
}

/// The values of every input control, each inside its range.
public struct Settings: Sendable, Equatable {
  /// Whether the chain is heard; otherwise the input, delayed.
  public var isEnabled = true
  /// Whether the host renders faster than real time.
  public var isFreewheeling = false
  /// The base values of every stage.
  public var preset = Preset.hiFiStreaming
  /// The loudness and the true peak that are asked for.
  public var delivery = Delivery.fromPreset
  /// The loudness for `Delivery.custom`, in LUFS.
  public var customTargetLUFS: Float = -14
  /// The ceiling for `Delivery.custom`, in dBTP.
  public var customCeilingDecibels: Float = -1
  /// How the governor finds its gain.
  public var governor = GovernorMode.learn
  /// The gain that `GovernorMode.hold` applies, in dB.
  public var governorGainDecibels: Float = 0
  /// The average gain reduction at which the target yields, in dB; 12 never yields.
  public var gainReductionLimitDecibels: Float = 3
  /// What the match EQ does to phase, and so the latency.
  public var phase = PhaseMode.linear
  /// What is heard.
  public var listen = ListenMode.master
  /// The slot of the reference library to match to, from 1 to 16; 0 is the reference given otherwise.
  public var referenceSlot = 0
  /// The slot of a captured profile of this very mix, from 1 to 16; 0 learns it live.
  public var sourceSlot = 0
  /// Whether the input's spectrum is learned on; otherwise what has been learned is held.
  public var isMatchLearning = true
  /// How much of the difference between reference and source is applied, in percent from -100 to
  /// 150; at 0 the match EQ is out of the path.
  public var matchPercent: Float = 65
  /// How far the side has a curve of its own, in percent; at 0 it has the mid's.
  public var matchSidePercent: Float = 100
  /// The width of the smoothing, in octaves.
  public var matchSmoothingOctaves: Float = 0.33
  /// The largest boost or cut of the match EQ, in dB.
  public var matchLimitDecibels: Float = 6
  /// The lower end of what is matched, in Hz.
  public var matchLowHertz: Float = 30
  /// The upper end of what is matched, in Hz.
  public var matchHighHertz: Float = 18_000
  /// Cutoff of the safety high-pass in Hz; 0 is out of the path.
  public var highpassHertz: Float = 20
  /// Tilt in percent, from -100 (brighter) to 100 (warmer); 0 is out of the path.
  public var warmthPercent: Float = 0
  /// Amount of the mono-sub in percent of what the preset asks; 0 is out of the path.
  public var monoSubPercent: Float = 100
  /// Amount of the dynamic masking EQ in percent of what the preset asks; 0 is out of the path.
  public var maskingPercent: Float = 100
  /// Amount of the de-esser in percent of what the preset asks; 0 is out of the path.
  public var deessPercent: Float = 100
  /// Amount of the harmonic glow in percent of what the preset asks; 0 is out of the path.
  public var glowPercent: Float = 100
  /// Amount of the stereo realism in percent of what the preset asks; 0 is out of the path.
  public var widthPercent: Float = 100
  /// Amount of the microshift in percent of what the preset asks; 0 is out of the path.
  public var microshiftPercent: Float = 100
  /// Amount of the microdetail in percent of what the preset asks; 0 is out of the path.
  public var microdetailPercent: Float = 100
  /// Amount of the movement in percent of what the preset asks; 0 is out of the path.
  public var movementPercent: Float = 100
  /// Amount of the hook lift in percent of what the preset asks; 0 is out of the path.
  public var hookLiftPercent: Float = 100
  /// Amount of the transient sculpt in percent of what the preset asks; 0 is out of the path.
  public var transientPercent: Float = 100
  /// Amount of the soft clip in percent of what the preset asks; 0 is out of the path.
  public var clipPercent: Float = 100
  /// The word length dither prepares for.
  public var dither = DitherDepth.off
  /// The spectrum of the dither.
  public var ditherShape = DitherShape.flat
  /// Held above 0: clears the meters and what was learned, once for each rise.
  public var isResetRequested = false

  /// Creates the settings of a port table nobody has touched.
  public init() {}

  /// The value of an input control in the port's own unit; 0 for any other port.
  ///
  /// A value that is set is clamped as the port does it; setting any other port does nothing.
  public subscript(control: Control) -> Float {
    @_noLocks get {
      switch control {
      case .enabled: isEnabled ? 1 : 0
      case .freewheel: isFreewheeling ? 1 : 0
      case .preset: Float(preset.rawValue)
      case .delivery: Float(delivery.rawValue)
      case .targetLUFS: customTargetLUFS
      case .ceiling: customCeilingDecibels
      case .governor: Float(governor.rawValue)
      case .governorGain: governorGainDecibels
      case .gainReductionLimit: gainReductionLimitDecibels
      case .phase: Float(phase.rawValue)
      case .listen: Float(listen.rawValue)
      case .reference: Float(referenceSlot)
      case .source: Float(sourceSlot)
      case .matchLearn: isMatchLearning ? 1 : 0
      case .match: matchPercent
      case .matchSide: matchSidePercent
      case .matchSmoothing: matchSmoothingOctaves
      case .matchLimit: matchLimitDecibels
      case .matchLow: matchLowHertz
      case .matchHigh: matchHighHertz
      case .highpass: highpassHertz
      case .monoSub: monoSubPercent
      case .warmth: warmthPercent
      case .masking: maskingPercent
      case .deess: deessPercent
      case .glow: glowPercent
      case .width: widthPercent
      case .microshift: microshiftPercent
      case .microdetail: microdetailPercent
      case .movement: movementPercent
      case .hookLift: hookLiftPercent
      case .transient: transientPercent
      case .clip: clipPercent
      case .dither: Float(dither.rawValue)
      case .ditherShape: Float(ditherShape.rawValue)
      case .reset: isResetRequested ? 1 : 0
      default: 0
      }
    }
    @_noLocks set {
      let value = control.clamped(newValue)
      switch control {
      case .enabled: isEnabled = value > 0
      case .freewheel: isFreewheeling = value > 0
      case .preset: preset = Preset(rawValue: Int(value)) ?? preset
      case .delivery: delivery = Delivery(rawValue: Int(value)) ?? delivery
      case .targetLUFS: customTargetLUFS = value
      case .ceiling: customCeilingDecibels = value
      case .governor: governor = GovernorMode(rawValue: Int(value)) ?? governor
      case .governorGain: governorGainDecibels = value
      case .gainReductionLimit: gainReductionLimitDecibels = value
      case .phase: phase = PhaseMode(rawValue: Int(value)) ?? phase
      case .listen: listen = ListenMode(rawValue: Int(value)) ?? listen
      case .reference: referenceSlot = Int(value)
      case .source: sourceSlot = Int(value)
      case .matchLearn: isMatchLearning = value > 0
      case .match: matchPercent = value
      case .matchSide: matchSidePercent = value
      case .matchSmoothing: matchSmoothingOctaves = value
      case .matchLimit: matchLimitDecibels = value
      case .matchLow: matchLowHertz = value
      case .matchHigh: matchHighHertz = value
      case .highpass: highpassHertz = value
      case .monoSub: monoSubPercent = value
      case .warmth: warmthPercent = value
      case .masking: maskingPercent = value
      case .deess: deessPercent = value
      case .glow: glowPercent = value
      case .width: widthPercent = value
      case .microshift: microshiftPercent = value
      case .microdetail: microdetailPercent = value
      case .movement: movementPercent = value
      case .hookLift: hookLiftPercent = value
      case .transient: transientPercent = value
      case .clip: clipPercent = value
      case .dither: dither = DitherDepth(rawValue: Int(value)) ?? dither
      case .ditherShape: ditherShape = DitherShape(rawValue: Int(value)) ?? ditherShape
      case .reset: isResetRequested = value > 0
      default: break
      }
    }
  }

  /// The loudness and the ceiling that these settings ask for.
  public var goal: Delivery.Goal {
    @_noLocks get {
      if let goal = delivery.goal { return goal }
      if case .custom = delivery {
        return Delivery.Goal(
          targetLUFS: Double(customTargetLUFS), ceilingDecibels: Double(customCeilingDecibels))
      }
      let values = preset.values
      return Delivery.Goal(targetLUFS: values.targetLUFS, ceilingDecibels: values.ceilingDecibels)
    }
  }
}

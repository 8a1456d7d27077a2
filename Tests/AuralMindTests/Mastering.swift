import AuralDSP
import AuralMind
import Support

/// What a fresh chain makes of `signal`; `settings` holds from the first frame on.
func mastered(
  _ signal: Signal, _ settings: Settings, sampleRate: Double = 48_000, blockLengths: [Int] = [512]
) -> Signal {
  var chain = MasteringChain(sampleRate: sampleRate)
  chain.settings = settings
  chain.restart()
  return rendered(signal, blockLengths: blockLengths) { chain.process(&$0) }
}

/// The same without the chain's latency: as long as `signal`, and in step with it.
func masteredInStep(
  _ signal: Signal, _ settings: Settings, sampleRate: Double = 48_000
) -> Signal {
  let latency = MasteringChain(sampleRate: sampleRate).latencyFrames
  let tail = Signal(repeating: .zero, count: latency)
  return Array(mastered(signal + tail, settings, sampleRate: sampleRate)[latency...])
}

/// The same with settings that may change at every quantum of 64 frames.
func mastered(
  _ signal: Signal, sampleRate: Double = 48_000, settings: (_ frame: Int) -> Settings
) -> Signal {
  var chain = MasteringChain(sampleRate: sampleRate)
  chain.settings = settings(0)
  chain.restart()
  var frame = 0
  return rendered(signal, blockLengths: [64]) { block in
    chain.settings = settings(frame)
    chain.process(&block)
    frame += block.count
  }
}

/// `signal`, `frames` later, as long as before.
func delayed(_ signal: Signal, frames: Int) -> Signal {
  Array((Signal(repeating: .zero, count: frames) + signal)[..<signal.count])
}

/// The signal with ends that swell and fade over `seconds`.
func faded(_ signal: Signal, seconds: Double = 0.005, sampleRate: Double = 48_000) -> Signal {
  let frames = seconds * sampleRate
  return signal.enumerated().map { i, frame in
    let edge = min(1, Double(min(i, signal.count - 1 - i)) / frames)
    return frame * Float(edge * edge * (3 - 2 * edge))
  }
}

/// The signal turned up or down so that its highest sample is 1.
func normalized(_ signal: Signal) -> Signal {
  let highest = signal.reduce(Float(0)) { max($0, abs($1.x), abs($1.y)) }
  return signal.map { $0 / highest }
}

extension Settings {
  /// Every stage out of the path but the limiter.
  static var neutral: Settings {
    var settings = Settings()
    settings.governor = .off
    settings.highpassHertz = 0
    settings.warmthPercent = 0
    settings.clipPercent = 0
    settings.matchPercent = 0
    settings.stageAmounts = 0
    return settings
  }

  /// The stages between match EQ and clip, and the mono-sub.
  static let stages: [Control] = [
    .monoSub, .masking, .deess, .glow, .width, .microshift, .microdetail, .movement, .hookLift,
    .transient,
  ]

  /// The amount of every one of `stages`, in percent; to be set.
  var stageAmounts: Float {
    get { self[.monoSub] }
    set { for stage in Self.stages { self[stage] = newValue } }
  }

  /// Only one of `stages` in the path, and the limiter.
  static func alone(_ stage: Control, percent: Float = 100, preset: Preset = .club) -> Settings {
    var settings = neutral
    settings.preset = preset
    settings[stage] = percent
    return settings
  }

  /// Every stage at work, driven by a gain that is held.
  static func everything(percent: Float = 100, preset: Preset = .club) -> Settings {
    var settings = Settings()
    settings.preset = preset
    settings.governor = .hold
    settings.governorGainDecibels = 6
    settings.warmthPercent = 20
    settings.stageAmounts = percent
    return settings
  }

  /// The preset's own peak control under a ceiling, driven by a gain that is held; balance, dynamics and
  /// image left alone.
  static func driven(
    decibels: Float, preset: Preset = .hiFiStreaming, clipPercent: Float = 100
  ) -> Settings {
    var settings = Settings()
    settings.preset = preset
    settings.governor = .hold
    settings.governorGainDecibels = decibels
    settings.clipPercent = clipPercent
    settings.matchPercent = 0
    settings.stageAmounts = 0
    return settings
  }
}

import AuralDSP
import AuralMind

/// The mastering chain as voices get it before they join the mix: de-esser and glow, and nothing else.
///
/// A stem of voices takes more of the de-esser than a mix, for nothing else is dulled by it, and less of
/// the glow, for the mix gets some, too: the shares are those of the original Python engine. The stem goes
/// through 24 dB down, so that the limiter never has work, and comes back up; both are powers of two, and
/// where nothing is asked no bit changes. The stages go by the voices' own level and balance.
struct VocalChain: ~Copyable {
  /// The amount of the de-esser beside that of the mix: the original adds 0.1 to a mix of about 0.5.
  private static let deessShare: Float = 1.2
  /// The amount of the glow beside that of the mix: four fifths of the drive, three quarters of the share.
  private static let glowShare: Float = 0.6
  /// The gain on the way in, as an amplitude.
  private static let inputGain: Float = 1.0 / 16

  private var chain: MasteringChain
  private var framesToDrop: Int

  /// How far the output lags the input before `process` takes that out, in frames.
  let latencyFrames: Int

  /// Makes a chain for voices that `known` tells of, at the amounts of the settings of the mix.
  init(_ settings: Settings, known: KnownTrack?, sampleRate: Int) {
    chain = MasteringChain(sampleRate: Double(sampleRate))
    chain.settings = Self.settings(settings)
    chain.setTrack(known, at: .source)
    chain.restart()
    latencyFrames = chain.latencyFrames
    framesToDrop = chain.latencyFrames
  }

  /// What is known of voices once they have been heard, at the level the chain hears them.
  static func known(_ file: inout AudioFile, progress: Progress) throws(AudioFileError)
    -> KnownTrack?
  {
    var capture = ProgrammeCapture(format: file.format)
    var block: [Frame] = []
    var position = 0
    while try file.read(&block) {
      for i in block.indices { block[i] *= inputGain }
      capture.process(&block)
      position += block.count
      progress(Double(position) / Double(max(file.frameCount, position)))
    }
    try file.rewind()
    return capture.track().known
  }

  /// Replaces a block by as much of the treated sound as has come out by then, without latency.
  mutating func process(_ block: inout [Frame]) {
    for i in block.indices { block[i] *= Self.inputGain }
    var span = block.mutableSpan
    chain.process(&span)
    for i in block.indices { block[i] *= 1 / Self.inputGain }
    let dropped = min(framesToDrop, block.count)
    framesToDrop -= dropped
    block.removeFirst(dropped)
  }

  private static func settings(_ mix: Settings) -> Settings {
    var settings = Settings()
    settings.preset = mix.preset
    settings.delivery = .custom
    settings.customCeilingDecibels = 0
    settings.governor = .off
    settings.phase = .minimum
    for control in [
      Control.match, .highpass, .monoSub, .masking, .width, .microshift, .microdetail, .movement,
      .hookLift, .transient, .clip,
    ] {
      settings[control] = 0
    }
    settings[.deess] = mix.deessPercent * deessShare
    settings[.glow] = mix.glowPercent * glowShare
    return settings
  }
}

public import AuralDSP
public import AuralMind

/// An audio file as it comes out of the mastering chain: aligned with the input, as long as it.
///
/// The frames are the plugin's, to the last bit, less its latency.
public struct MasteredAudio: ~Copyable {
  private var file: AudioFile
  private var chain: MasteringChain
  private let spectra: MatchSpectra
  private var framesToDrop: Int
  private var framesToFlush: Int

  /// The greatest gain reduction of the limiter so far, in dB.
  public private(set) var maximumGainReductionDecibels: Double = 0

  /// Puts a chain with `settings` that matches by `spectra` behind a file that stands at its first
  /// frame.
  public init(
    _ file: consuming AudioFile, settings: Settings, spectra: MatchSpectra = MatchSpectra()
  ) {
    chain = Self.chain(settings, spectra: spectra, sampleRate: file.format.sampleRate)
    self.spectra = spectra
    framesToDrop = chain.latencyFrames
    framesToFlush = chain.latencyFrames
    self.file = file
  }

  /// What the chain's meters show.
  public var meters: Meters { chain.meters }

  /// What the chain has learned of the mix's own spectrum; nil where that is nothing.
  var learnedSpectrum: MatchSpectrum? {
    let learned = chain.learnedSpectrum
    return learned.frames > 0 ? MatchSpectrum(bands: learned.mean) : nil
  }

  /// How far the chain lags, in frames; it is taken out of what `read` gives.
  public var latencyFrames: Int { chain.latencyFrames }

  /// What the file holds.
  public var format: AudioFormat { file.format }

  /// What the file says of itself.
  var notes: FileNotes { file.notes }

  /// The length the file promises, in frames.
  public var frameCount: Int { file.frameCount }

  /// Starts again from the first frame with other settings and nothing learned.
  public mutating func restart(settings: Settings) throws(AudioFileError) {
    try file.rewind()
    chain = Self.chain(settings, spectra: spectra, sampleRate: file.format.sampleRate)
    framesToDrop = chain.latencyFrames
    framesToFlush = chain.latencyFrames
    maximumGainReductionDecibels = 0
  }

  /// Fills `block` with the next frames; false, and none, at the end.
  public mutating func read(_ block: inout [Frame]) throws(AudioFileError) -> Bool {
    while true {
      if try !file.read(&block) {
        guard framesToFlush > 0 else { return false }
        block.append(contentsOf: repeatElement(.zero, count: min(framesToFlush, blockFrames)))
        framesToFlush -= block.count
      }
      process(&block)
      let dropped = min(framesToDrop, block.count)
      framesToDrop -= dropped
      block.removeFirst(dropped)
      if !block.isEmpty { return true }
    }
  }

  private mutating func process(_ block: inout [Frame]) {
    var span = block.mutableSpan
    chain.process(&span)
    maximumGainReductionDecibels = max(
      maximumGainReductionDecibels, chain.meters.gainReductionDecibels)
  }

  private static func chain(
    _ settings: Settings, spectra: MatchSpectra, sampleRate: Int
  ) -> MasteringChain {
    var chain = MasteringChain(sampleRate: Double(sampleRate))
    chain.settings = settings
    spectra.give(to: &chain)
    // As a host's activation does: the first frame hears the settings, with no glide to them.
    chain.restart()
    return chain
  }
}

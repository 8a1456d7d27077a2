import AuralDSP
import AuralMind

/// An audio file as it comes out of the chain's part before the governor.
///
/// As long as the file and the whole chain's latency together: what follows has that taken out.
struct ToneAudio: ~Copyable {
  private var file: AudioFile
  private var chain: MasteringChain
  private var framesToFlush: Int
  private var position = 0

  /// What the chain showed; nil where nobody asked.
  private(set) var record: ToneRecord?

  /// The place of the first frame that is not silent, once it was read.
  private(set) var soundFrame: Int?

  /// Puts the chain's part, or the first half of it, behind a file that stands at its first frame.
  init(
    _ file: consuming AudioFile, settings: Settings, spectra: MatchSpectra, keepsRecord: Bool,
    part: ChainPart = .tone
  ) {
    if keepsRecord { record = ToneRecord(sampleRate: file.format.sampleRate) }
    chain = MasteringChain(
      part, sampleRate: file.format.sampleRate, settings: settings, spectra: spectra,
      keepsRecord: keepsRecord)
    framesToFlush = chain.latencyFrames
    self.file = file
  }

  /// The format of the file.
  var format: AudioFormat { file.format }

  /// How far the whole chain lags, in frames.
  var latencyFrames: Int { chain.latencyFrames }

  /// What the meters of this part of the chain show.
  var meters: Meters { chain.meters }

  /// The number of frames there will be.
  var frameCount: Int { file.frameCount + chain.latencyFrames }

  /// Fills `block` with the next frames; false, and none, at the end.
  mutating func read(_ block: inout [Frame]) throws(AudioFileError) -> Bool {
    if try !file.read(&block) {
      guard framesToFlush > 0 else {
        record?.finish(with: chain)
        return false
      }
      block.append(contentsOf: repeatElement(.zero, count: min(framesToFlush, blockFrames)))
      framesToFlush -= block.count
    }
    if soundFrame == nil {
      // The chain takes what is too small for a normal number for silence.
      soundFrame = block.firstIndex { max(abs($0.x), abs($0.y)) >= .leastNormalMagnitude }
        .map { position + $0 }
    }
    position += block.count
    var span = block.mutableSpan
    if record != nil { record?.process(&span, with: &chain) } else { chain.process(&span) }
    return true
  }
}

extension MasteringChain {
  /// Creates a part of the chain that comes before the governor, ready for the first frame of a mix.
  init(
    _ part: ChainPart, sampleRate: Int, settings: Settings, spectra: MatchSpectra,
    keepsRecord: Bool
  ) {
    self.init(sampleRate: Double(sampleRate), part: part)
    self.settings = settings
    areStageLevelsHeard = keepsRecord
    spectra.give(to: &self)
    restart()
  }
}

import AuralDSP
import AuralMind

/// The sum of stems, frame by frame; those that end early go on as silence.
struct StemSum: ~Copyable {
  /// The sample rate, in Hz.
  let sampleRate: Int
  /// The number of channels: one where every stem has one.
  let channelCount: Int
  /// The length, in frames.
  let frameCount: Int

  private let stems: [StemReader]
  private var dry: [DoubleFrame] = []
  private var treated: [DoubleFrame] = []

  /// Opens stems of one rate; `sampleRate`, in Hz, is the one they have to have, nil that of the first.
  init(
    _ folder: StemFolder, settings: Settings, sampleRate: Int?, progress: Progress
  ) throws {
    var rate = sampleRate
    // What can be wrong shows before the long work begins.
    for path in folder.files {
      let own = try AudioFile(path: path).format.sampleRate
      guard own == rate ?? own else {
        throw StemError.otherRate(path: path, sampleRate: own, expected: rate ?? own)
      }
      rate = own
    }
    let count = Double(folder.files.count)
    stems = try folder.files.enumerated().map { index, path in
      try StemReader(path, settings: settings) { progress((Double(index) + $0) / count) }
    }
    self.sampleRate = rate ?? 0
    channelCount = stems.map(\.format.channelCount).max() ?? 0
    frameCount = stems.map(\.frameCount).max() ?? 0
  }

  /// Goes back to the first frame.
  mutating func restart() throws(AudioFileError) {
    for stem in stems { try stem.restart() }
  }

  /// Fills `block` with the next frames at a gain, as an amplitude; false, and none, at the end.
  mutating func read(_ block: inout [Frame], gain: Double) throws(AudioFileError) -> Bool {
    let count = try readOn()
    block = treated[..<count].map { Frame($0 * gain) }
    return count > 0
  }

  /// Fills both blocks with the next frames, untreated and treated; false, and none, at the end.
  mutating func read(
    dry dryBlock: inout [Frame], treated block: inout [Frame]
  ) throws(AudioFileError) -> Bool {
    let count = try readOn()
    dryBlock = dry[..<count].map { Frame($0) }
    block = treated[..<count].map { Frame($0) }
    return count > 0
  }

  private mutating func readOn() throws(AudioFileError) -> Int {
    dry = [DoubleFrame](repeating: .zero, count: blockFrames)
    treated = dry
    var count = 0
    for stem in stems { count = max(count, try stem.add(toDry: &dry, treated: &treated)) }
    return count
  }
}

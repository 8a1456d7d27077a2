import AuralDSP
import AuralMind

/// One stem as it is read for the sum: as it is, and as it is treated, side by side.
final class StemReader {
  private var file: AudioFile
  private let settings: Settings
  private let known: KnownTrack?
  private let isVocal: Bool
  private var chain: VocalChain?
  private var framesToFlush = 0
  private var hasEnded = false
  private var dry: [Frame] = []
  private var treated: [Frame] = []

  /// Opens a stem; voices are heard once to know their balance.
  init(_ path: String, settings: Settings, progress: Progress) throws(AudioFileError) {
    var file = try AudioFile(path: path)
    isVocal = StemFolder.isVocal(path)
    known = isVocal ? try VocalChain.known(&file, progress: progress) : nil
    self.settings = settings
    self.file = file
    begin()
  }

  /// What the file holds.
  var format: AudioFormat { file.format }

  /// The length the file promises, in frames.
  var frameCount: Int { file.frameCount }

  /// Goes back to the first frame.
  func restart() throws(AudioFileError) {
    try file.rewind()
    begin()
  }

  /// Adds the next frames to both sums, and returns how many there were: fewer at the end only.
  func add(toDry drySum: inout [DoubleFrame], treated sum: inout [DoubleFrame])
    throws(AudioFileError)
    -> Int
  {
    while !hasEnded, min(dry.count, treated.count) < sum.count { try readOn() }
    let count = min(sum.count, dry.count, treated.count)
    for i in 0..<count {
      drySum[i] += DoubleFrame(dry[i])
      sum[i] += DoubleFrame(treated[i])
    }
    dry.removeFirst(count)
    treated.removeFirst(count)
    return count
  }

  private func begin() {
    chain = isVocal ? VocalChain(settings, known: known, sampleRate: file.format.sampleRate) : nil
    framesToFlush = chain?.latencyFrames ?? 0
    hasEnded = false
    dry.removeAll(keepingCapacity: true)
    treated.removeAll(keepingCapacity: true)
  }

  private func readOn() throws(AudioFileError) {
    var block: [Frame] = []
    if try file.read(&block) {
      dry += block
    } else {
      block = [Frame](repeating: .zero, count: framesToFlush)
      framesToFlush = 0
      hasEnded = true
    }
    chain?.process(&block)
    treated += block
  }
}

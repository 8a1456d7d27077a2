import AuralDSP

/// One file of a listening test, written with dither of its own.
///
/// Were all files dithered by the same noise, every X would equal A or B to the last bit, and any
/// checksum would tell which. With the noise of each drawn apart, of equal kind and level, no two files
/// have the same bytes.
final class ListeningFile {
  /// The full scale of 24 bits, in steps.
  private static let scale = 0x1p23

  /// What the file is.
  let choice: ListeningChoice

  private var pending: PendingAudioFile?
  private var noise: TriangularNoise
  private var block: [Frame] = []

  /// Starts a file for a passage of `frameCount` frames.
  init(
    _ choice: ListeningChoice, destination: Destination, output: OutputFormat, frameCount: Int,
    ditherSeed: UInt64
  ) throws(AudioFileError) {
    self.choice = choice
    pending = try PendingAudioFile(destination, output: output, frameCount: frameCount)
    noise = TriangularNoise(seed: ditherSeed)
  }

  /// Appends frames, brought to 24 bits, and returns them as they were written.
  @discardableResult
  func write(_ frames: [Frame], gain: Double) throws(AudioFileError) -> [Frame] {
    block.removeAll(keepingCapacity: true)
    for frame in frames {
      let dithered = DoubleFrame(frame) * (gain * Self.scale) + noise.next()
      block.append(Frame(dithered.rounded(.toNearestOrEven) / Self.scale))
    }
    try pending?.write(block)
    return block
  }

  /// Ends the file, which takes its name in its folder.
  func finish() throws(AudioFileError) {
    try pending.take()?.finish().commit()
  }
}

/// What one pass of a programme through a plugin cost.
struct Passage {
  /// The CPU time of each block, in seconds.
  private(set) var blockSeconds: [Double] = []
  /// Of each turn, the sum.
  private(set) var turnSeconds: [Double] = []
  /// Frames a block.
  let blockFrames: Int
  /// In Hz.
  let sampleRate: Double

  /// One that has not begun.
  init(blockFrames: Int, sampleRate: Double) {
    self.blockFrames = blockFrames
    self.sampleRate = sampleRate
  }

  /// Adds a turn's blocks.
  mutating func add(_ seconds: [Double]) {
    blockSeconds += seconds
    turnSeconds.append(seconds.reduce(0, +))
  }

  /// CPU seconds a second of sound.
  var load: Double {
    blockSeconds.reduce(0, +) / Double(blockSeconds.count * blockFrames) * sampleRate
  }

  /// CPU time a frame, in nanoseconds.
  var nanosecondsPerFrame: Double { load / sampleRate * 1e9 }

  /// The slowest block, in seconds.
  var worstSeconds: Double { blockSeconds.max() ?? 0 }
}

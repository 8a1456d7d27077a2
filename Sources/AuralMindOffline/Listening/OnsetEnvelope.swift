import AuralDSP

/// How fast a programme's level rises and falls, every 5 ms: what two masters of one mix share, whatever
/// their gain, tone and limiting.
struct OnsetEnvelope {
  /// Fine enough to leave the waveform little to search, coarse enough to be found in minutes of music.
  private static let hopSeconds = 0.005

  /// As much of the beginning as is looked at, in seconds: a longer programme adds nothing but time.
  static let longestSeconds = 600.0

  /// Quieter than this below the mean, in dB, is silence, in which every change would be noise.
  private static let depthDecibels = 60.0

  /// The length of a hop, in frames.
  let hopFrames: Int

  private let capacity: Int
  private var powers: [Double] = []
  private var sum = 0.0
  private var filled = 0

  /// The number of frames heard, to the end of the programme.
  private(set) var frameCount = 0

  /// Creates an envelope of nothing yet, at `sampleRate` in Hz.
  init(sampleRate: Int) {
    hopFrames = max(1, Int(Double(sampleRate) * Self.hopSeconds))
    capacity = Int(Self.longestSeconds / Self.hopSeconds)
  }

  /// Hears the next frames.
  mutating func hear(_ block: [Frame]) {
    frameCount += block.count
    guard powers.count < capacity else { return }
    for frame in block {
      let wide = DoubleFrame(frame)
      sum += (wide * wide).sum()
      filled += 1
      guard filled == hopFrames else { continue }
      powers.append(sum / Double(hopFrames))
      sum = 0
      filled = 0
      if powers.count == capacity { return }
    }
  }

  /// The change of level in dB from hop to hop, as the left channel of a signal.
  ///
  /// Levels are of two hops each, so that it matters little where in a hop an onset falls.
  var changes: [Frame] {
    guard powers.count > 1 else { return [] }
    let mean = powers.reduce(0, +) / Double(powers.count)
    let floor = mean * amplitude(decibels: -2 * Self.depthDecibels) + .leastNormalMagnitude
    let levels = zip(powers, powers.dropFirst()).map {
      decibels(power: $0 + $1 + floor, floor: -400)
    }
    return zip(levels, levels.dropFirst()).map { Frame(Float($1 - $0), 0) }
  }
}

/// The crest of one channel over the last seconds: its peak over its RMS level.
///
/// The window is rectangular and moves on in eighths; a new peak counts at once.
public struct CrestMeter: Sendable {
  private static let segmentCount = 8

  private let segmentFrames: Int
  private var frames = 0
  private var segment = 0
  /// The segment under way.
  private var peak = 0.0
  private var energy = 0.0
  private var pastPeaks = InlineArray<8, Double>(repeating: 0)
  private var pastEnergies = InlineArray<8, Double>(repeating: 0)
  private var pastFrames = InlineArray<8, Double>(repeating: 0)
  /// Over all segments but the one under way.
  private var highestPeak = 0.0
  private var energySum = 0.0
  private var frameSum = 0.0

  /// Creates a meter of a window of `seconds`.
  public init(seconds: Double, sampleRate: Double) {
    segmentFrames = max(1, Int(seconds * sampleRate / Double(Self.segmentCount)))
  }

  /// Forgets everything.
  @_noLocks
  public mutating func reset() {
    frames = 0
    segment = 0
    peak = 0
    energy = 0
    for i in 0..<Self.segmentCount {
      pastPeaks[i] = 0
      pastEnergies[i] = 0
      pastFrames[i] = 0
    }
    highestPeak = 0
    energySum = 0
    frameSum = 0
  }

  /// The crest of what was heard, up to the length of the window, in dB; 0 for silence.
  public var crestDecibels: Double {
    @_noLocks get {
      let all = energySum + energy
      let top = max(highestPeak, peak)
      return all > 0 ? decibels(power: top * top * (frameSum + Double(frames)) / all) : 0
    }
  }

  /// Hears a few frames at once.
  ///
  /// - Parameters:
  ///   - peak: The highest magnitude among them.
  ///   - energy: The sum of their squares.
  ///   - frames: How many they are.
  @_noLocks
  public mutating func hear(peak: Double, energy: Double, frames: Int) {
    self.peak = max(self.peak, peak)
    self.energy += energy
    self.frames += frames
    if self.frames >= segmentFrames { completeSegment() }
  }

  @_noLocks
  private mutating func completeSegment() {
    pastPeaks[segment] = peak
    pastEnergies[segment] = energy
    pastFrames[segment] = Double(frames)
    segment = (segment + 1) % Self.segmentCount
    frames = 0
    peak = 0
    energy = 0
    highestPeak = 0
    energySum = 0
    frameSum = 0
    for i in 0..<Self.segmentCount {
      highestPeak = max(highestPeak, pastPeaks[i])
      energySum += pastEnergies[i]
      frameSum += pastFrames[i]
    }
  }
}

import CRealtime

/// The note of the bass: the fundamental of mid between 30 and 110 Hz, fifty times a second.
///
/// A. de Cheveigné & H. Kawahara, "YIN, a fundamental frequency estimator for speech and music",
/// J. Acoust. Soc. Am. 111, 2002, steps 1 to 5, on mid as it is left below 150 Hz, at a lower rate. A
/// reading counts where the period is clear and the bass is heard; otherwise the last one is held.
public struct BassTracker: ~Copyable {
  /// The fundamentals that are looked for, in Hz.
  public static let range = 30.0...110.0

  /// The lowest rate that resolves the highest note well: 14 samples a period, before interpolation.
  private static let lowestRate = 1_500.0
  /// Step 4 of the paper: aperiodic power over power, at most, where a period counts as found.
  private static let threshold = 0.15
  /// The mean square below which there is no bass: -60 dBFS.
  private static let silence = 1e-6

  private let decimation: Int
  private let rate: Double
  private let windowLength: Int
  private let longestLag: Int
  private let shortestLag: Int
  private let hop: Int
  private var lowPass: LowPass4
  /// The last samples at the lower rate, twice, so that any stretch of them lies in one piece.
  private let past: FrameBuffer
  /// The normalised difference at each lag.
  private let differences: FrameBuffer
  private var position = 0
  private var phase = 0

  /// The last fundamental that was clear, in Hz; 0 before any.
  public private(set) var hertz: Double = 0

  /// Whether the last reading was clear.
  public private(set) var isClear = false

  /// The number of readings, clear or not.
  public private(set) var completedReadings = 0

  /// Creates a tracker for `sampleRate`, in Hz.
  public init(sampleRate: Double) {
    decimation = max(1, Int(sampleRate / Self.lowestRate))
    rate = sampleRate / Double(decimation)
    // Two periods of the lowest note; the longest lag reaches one further.
    windowLength = Int(2 * rate / Self.range.lowerBound)
    longestLag = Int(rate / Self.range.lowerBound) + 2
    shortestLag = max(2, Int(rate / Self.range.upperBound) - 1)
    hop = max(1, Int(rate / 50))
    lowPass = LowPass4(cutoffHertz: 150, sampleRate: sampleRate)
    past = FrameBuffer(count: 2 * (windowLength + longestLag))
    differences = FrameBuffer(count: longestLag + 1)
  }

  /// Forgets everything.
  @_noLocks
  public mutating func reset() {
    lowPass.reset()
    past.clear()
    position = 0
    phase = 0
    hertz = 0
    isClear = false
    completedReadings = 0
  }

  /// Hears a block of any length and leaves it as it is.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>) {
    for i in block.indices {
      let low = lowPass.process(block[i])
      phase += 1
      if phase == decimation {
        phase = 0
        hear((low.x + low.y) * 0.5)
      }
    }
  }

  @_noLocks
  private mutating func hear(_ sample: Float) {
    let length = past.count / 2
    let place = position % length
    past[place] = Frame(sample, 0)
    past[place + length] = Frame(sample, 0)
    position += 1
    if position % hop == 0 && position >= length { read(from: position % length) }
  }

  /// Takes a reading of the stretch that begins at `start`.
  @_noLocks
  private mutating func read(from start: Int) {
    completedReadings += 1
    isClear = false
    var power: Float = 0
    for i in start..<(start + windowLength) { power += past[i].x * past[i].x }
    // One sample that is not finite would otherwise stay in the filter for good.
    guard power.isFinite else { return lowPass.reset() }
    guard Double(power) > Self.silence * Double(windowLength) else { return }
    measureDifferences(from: start)
    guard let lag = period() else { return }
    let found = rate / lag
    guard Self.range.contains(found) else { return }
    hertz = found
    isClear = true
  }

  /// Steps 2 and 3: the difference function over its own mean so far.
  @_noLocks
  private func measureDifferences(from start: Int) {
    var sum: Float = 0
    differences[0] = Frame(1, 0)
    for lag in 1...longestLag {
      var difference: Float = 0
      for i in start..<(start + windowLength) {
        let step = past[i].x - past[i + lag].x
        difference += step * step
      }
      sum += difference
      differences[lag] = Frame(sum > 0 ? difference * Float(lag) / sum : 1, 0)
    }
  }

  /// Steps 4 and 5: the first dip below the threshold, to a fraction of a sample; nil where none is.
  @_noLocks
  private func period() -> Double? {
    var lag = shortestLag
    while lag < longestLag && Double(differences[lag].x) >= Self.threshold { lag += 1 }
    while lag < longestLag && differences[lag + 1].x < differences[lag].x { lag += 1 }
    guard lag < longestLag else { return nil }
    let before = Double(differences[lag - 1].x)
    let here = Double(differences[lag].x)
    let after = Double(differences[lag + 1].x)
    let curvature = before - 2 * here + after
    return Double(lag) + (curvature > 0 ? (before - after) / (2 * curvature) : 0)
  }
}

import AuralDSP

/// Hears a programme in short bursts that are spread over it, at a fraction of the cost of all of it.
///
/// In each period lies one burst, its place by the multiples of the golden section: no tempo falls into
/// step with them (H. Weyl, "Über die Gleichverteilung von Zahlen mod. Eins", 1916).
struct BurstMeter {
  /// What was heard in whole bursts.
  struct Sums {
    var bursts = 0
    /// K-weighted power of the channels together, power, and the squared peaks, each summed.
    var weighted = 0.0
    var power = 0.0
    var peaks = 0.0
  }

  /// The length of a period, in seconds: 30 bursts a minute.
  private static let periodSeconds = 2.0
  /// The length of a burst, in seconds: a period of 20 Hz five times over.
  private static let burstSeconds = 0.25
  /// How long the weighting hears the sound before a burst, in seconds: twelve time constants.
  private static let runInSeconds = 0.05

  private var weighting: KWeighting
  private let periodFrames: Int
  private let burstFrames: Int
  private let runInFrames: Int
  private var isMidSide = false
  /// The place in the period under way, in frames; below 0 ahead of it.
  private var position = 0
  /// Where in that period the run-in begins.
  private var start = 0
  private var period = 0

  private var weighted = DoubleFrame.zero
  private var powers = ChannelPowers()
  private var peak: Float = 0
  private var sums = Sums()
  /// The same without the last burst.
  private var earlierSums = Sums()

  init(sampleRate: Double) {
    weighting = KWeighting(sampleRate: sampleRate)
    periodFrames = Int(Self.periodSeconds * sampleRate)
    burstFrames = Int(Self.burstSeconds * sampleRate)
    runInFrames = Int(Self.runInSeconds * sampleRate)
  }

  /// The number of whole bursts.
  var bursts: Int {
    @_noLocks get { sums.bursts }
  }

  /// Starts again where the sound is `latencyFrames` late, so that each burst is of the same sound
  /// everywhere.
  ///
  /// - Parameters:
  ///   - latencyFrames: How late the sound is, in frames.
  ///   - isMidSide: Whether frames are mid and side, and not left and right.
  @_noLocks
  mutating func begin(latencyFrames: Int, isMidSide: Bool) {
    self.isMidSide = isMidSide
    position = -latencyFrames
    period = 0
    start = 0
    sums = Sums()
    earlierSums = Sums()
    clearBurst()
  }

  /// Hears frames and leaves them as they are.
  @_noLocks
  mutating func hear(_ block: inout MutableSpan<Frame>) {
    // Most of the time there is nothing to hear.
    if position + block.count <= start {
      position += block.count
      return
    }
    var from = 0
    while from < block.count {
      let burst = start + runInFrames
      let end = burst + burstFrames
      let next = position < start ? start : position < burst ? burst : end
      let length = min(block.count - from, next - position)
      if position >= start, length > 0 {
        var run = block._mutatingExtracting(from..<(from + length))
        if position >= burst {
          add(&run)
        } else {
          // What the weighting hears before a burst does not count.
          var unheard = DoubleFrame.zero
          weighting.addSquares(of: &run, to: &unheard)
        }
      }
      from += length
      position += length
      if position == end { completeBurst() }
    }
  }

  /// The level over the first `bursts` bursts: all of them, or all but the last.
  @_noLocks
  func level(bursts: Int) -> StageLevel {
    let sums = bursts < sums.bursts ? earlierSums : sums
    let frames = Double(max(sums.bursts, 1) * burstFrames)
    // A peak is that of one channel, and the power of two is twice a channel's.
    let peakPower = sums.peaks / Double(max(sums.bursts, 1))
    let meanPower = sums.power / frames / 2
    return StageLevel(
      loudnessLUFS: loudnessLUFS(power: sums.weighted / frames),
      crestDecibels: meanPower > 0 ? decibels(power: peakPower) - decibels(power: meanPower) : 0,
      bursts: sums.bursts)
  }

  @_noLocks
  private mutating func add(_ block: inout MutableSpan<Frame>) {
    weighting.addSquares(of: &block, to: &weighted)
    powers.add(&block)
    // Of mid and side the louder channel has the sum of both.
    let highest = isMidSide ? greatestSum(of: &block) : greatestMagnitude(of: &block)
    peak = max(peak, highest)
  }

  @_noLocks
  private mutating func completeBurst() {
    // L² + R² is 2 (M² + S²).
    let scale = isMidSide ? 2.0 : 1
    earlierSums = sums
    sums.bursts += 1
    sums.weighted += scale * (weighted.x + weighted.y)
    sums.power += scale * powers.squares.sum()
    sums.peaks += Double(peak) * Double(peak)
    clearBurst()
    position -= periodFrames
    period += 1
    // 40503 / 65536 is the golden section.
    let share = (period & 0xFFFF) * 40_503 & 0xFFFF
    start = (periodFrames - runInFrames - burstFrames) * share / 0x1_0000
  }

  @_noLocks
  private mutating func clearBurst() {
    weighting.reset()
    weighted = .zero
    powers = ChannelPowers()
    peak = 0
  }
}

import CRealtime

/// Correlation of left and right over the last 400 ms.
///
/// 1: the same on both sides; 0: nothing in common, or silence; -1: cancels in mono. The window is
/// rectangular and moves on in eighths, so the value changes twenty times a second.
public struct CorrelationMeter {
  private static let segmentCount = 8

  private let segmentFrames: Int
  private var position = 0
  private var segment = 0
  /// The sums of the segment under way.
  private var powers = ChannelPowers()
  private var pastSquares = InlineArray<8, DoubleFrame>(repeating: .zero)
  private var pastProducts = InlineArray<8, Double>(repeating: 0)

  /// The correlation at the end of the last segment, from -1 to 1.
  public private(set) var correlation: Double = 0

  /// Creates a meter for `sampleRate`, in Hz.
  public init(sampleRate: Double) {
    segmentFrames = max(1, Int((sampleRate * 0.4 / Double(Self.segmentCount)).rounded()))
  }

  /// Forgets everything.
  @_noLocks
  public mutating func reset() {
    position = 0
    segment = 0
    powers = ChannelPowers()
    for i in 0..<Self.segmentCount {
      pastSquares[i] = .zero
      pastProducts[i] = 0
    }
    correlation = 0
  }

  /// Hears a block of any length and leaves it as it is.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>) {
    var start = 0
    while start < block.count {
      let end = min(block.count, start + segmentFrames - position)
      var run = block._mutatingExtracting(start..<end)
      powers.add(&run)
      position += end - start
      start = end
      if position == segmentFrames { completeSegment() }
    }
  }

  @_noLocks
  private mutating func completeSegment() {
    let (squares, product) = (powers.squares, powers.product)
    let isSound = squares.x.isFinite && squares.y.isFinite && product.isFinite
    pastSquares[segment] = isSound ? squares : .zero
    pastProducts[segment] = isSound ? product : 0
    segment = (segment + 1) % Self.segmentCount
    powers = ChannelPowers()
    position = 0

    var total = DoubleFrame.zero
    var common = 0.0
    for i in 0..<Self.segmentCount {
      total += pastSquares[i]
      common += pastProducts[i]
    }
    let mean = square_root(total.x) * square_root(total.y)
    correlation = mean > 0 ? min(1, max(-1, common / mean)) : 0
  }
}

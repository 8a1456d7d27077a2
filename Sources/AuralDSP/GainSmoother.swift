import CRealtime

/// Rounds the corners of a gain curve with three moving averages in a row, ahead of time.
///
/// The gain that comes out at a frame is a weighted mean of the gains that went in over the
/// look-ahead; a minimum that is held that long is therefore reached in full. Two lengths of the last
/// average share the first two, and are mixed: that makes the attack adjustable while the
/// look-ahead, and with it the latency, stays.
///
/// Gains are rounded to multiples of 2⁻³⁰, which makes every sum exact: nothing drifts, and a gain
/// of 1 comes out as exactly 1.
public struct GainSmoother: ~Copyable {
  /// Frames from the first notice of a gain to its arrival.
  public let lookaheadFrames: Int

  /// How the averages are made; the share of the short one is that of the piece.
  private var averages: gain_averages
  private var sums = gain_sums()
  /// What goes into each average, side by side: `history` frames of the past, then new ones.
  private let first: DoubleFrameBuffer
  private let second: DoubleFrameBuffer
  private let third: DoubleFrameBuffer
  private let history: Int
  /// Where the next frame goes.
  private var end: Int

  private static var spareFrames: Int { @_noLocks get { 1_024 } }

  /// Creates a smoother at unity gain.
  ///
  /// - Parameters:
  ///   - lookaheadFrames: Length of the slowest attack.
  ///   - shortestAttackFrames: Length of the quickest, from 4 to `lookaheadFrames`.
  public init(lookaheadFrames: Int, shortestAttackFrames: Int) {
    precondition(shortestAttackFrames >= 4 && shortestAttackFrames <= lookaheadFrames)
    self.lookaheadFrames = lookaheadFrames
    let boxFrames = shortestAttackFrames / 3 + 1
    // Averages of a, a and b frames span 2a + b - 2 frames in all.
    let longFrames = lookaheadFrames + 3 - 2 * boxFrames
    let shortFrames = shortestAttackFrames + 3 - 2 * boxFrames
    averages = gain_averages(
      box_frames: boxFrames, long_frames: longFrames, entry_frames: longFrames - shortFrames,
      long_weight: Double(boxFrames * boxFrames * longFrames),
      short_weight: Double(boxFrames * boxFrames * shortFrames), short_share: 0)
    history = max(boxFrames, longFrames)
    first = DoubleFrameBuffer(count: history + Self.spareFrames)
    second = DoubleFrameBuffer(count: history + Self.spareFrames)
    third = DoubleFrameBuffer(count: history + Self.spareFrames)
    end = history
    reset()
  }

  /// Returns to unity gain.
  @_noLocks
  public mutating func reset() {
    let box = Double(averages.box_frames)
    end = history
    first.fill(from: 0, length: history, with: 1)
    second.fill(from: 0, length: history, with: box)
    third.fill(from: 0, length: history, with: box * box)
    sums = gain_sums(
      first: DoubleFrame(repeating: box), second: DoubleFrame(repeating: box * box),
      longer: DoubleFrame(repeating: averages.long_weight),
      shorter: DoubleFrame(repeating: averages.short_weight))
  }

  /// How many frames of unity gain make every sum that of unity gain.
  public var memoryFrames: Int { @_noLocks get { lookaheadFrames + 3 } }

  /// Lets a gain follow requests, and smooths it: both at once cost little more than the follower alone,
  /// which waits for itself from frame to frame.
  ///
  /// - Parameters:
  ///   - requests: The gains asked for, and room for one more.
  ///   - bassRequests: As many others; the lesser of each two counts.
  ///   - follower: What follows them.
  ///   - gains: The smooth gains of `lookaheadFrames` before.
  ///   - length: How many of them, at most 1024.
  ///   - quickness: 0 for the slowest attack, 1 for the quickest.
  /// - Returns: How many of the last gains that were smoothed are 1 in both channels.
  @_noLocks
  public mutating func process(
    _ requests: borrowing FrameBuffer, _ bassRequests: borrowing FrameBuffer,
    by follower: inout GainFollower, into gains: borrowing DoubleFrameBuffer, length: Int,
    quickness: Double
  ) -> Int {
    assert(length <= Self.spareFrames)
    if end + length > first.count { moveBack() }
    averages.short_share = quickness
    let still = unsafe follow_requests(
      gains.base, requests.base, bassRequests.base, &follower.state, first.base + end,
      second.base + end, third.base + end, &averages, &sums, length)
    end += length
    return still
  }

  @_noLocks
  private mutating func moveBack() {
    first.move(from: end - history, to: 0, length: history)
    second.move(from: end - history, to: 0, length: history)
    third.move(from: end - history, to: 0, length: history)
    end = history
  }
}

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

  private let boxFrames: Int
  private let longFrames: Int
  private let shortFrames: Int
  /// What goes into each average, side by side: `history` frames of the past, then new ones.
  private let first: DoubleFrameBuffer
  private let second: DoubleFrameBuffer
  private let third: DoubleFrameBuffer
  private let history: Int
  private var firstSum: DoubleFrame
  private var secondSum: DoubleFrame
  private var longSum: DoubleFrame
  private var shortSum: DoubleFrame
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
    boxFrames = shortestAttackFrames / 3 + 1
    // Averages of a, a and b frames span 2a + b - 2 frames in all.
    longFrames = lookaheadFrames + 3 - 2 * boxFrames
    shortFrames = shortestAttackFrames + 3 - 2 * boxFrames
    history = max(boxFrames, longFrames)
    first = DoubleFrameBuffer(count: history + Self.spareFrames)
    second = DoubleFrameBuffer(count: history + Self.spareFrames)
    third = DoubleFrameBuffer(count: history + Self.spareFrames)
    end = history
    firstSum = .zero
    secondSum = .zero
    longSum = .zero
    shortSum = .zero
    reset()
  }

  /// Returns to unity gain.
  @_noLocks
  public mutating func reset() {
    let box = Double(boxFrames)
    end = history
    first.fill(from: 0, length: history, with: 1)
    second.fill(from: 0, length: history, with: box)
    third.fill(from: 0, length: history, with: box * box)
    firstSum = DoubleFrame(repeating: box)
    secondSum = DoubleFrame(repeating: box * box)
    longSum = DoubleFrame(repeating: box * box * Double(longFrames))
    shortSum = DoubleFrame(repeating: box * box * Double(shortFrames))
  }

  /// How many frames of unity gain make every sum that of unity gain.
  public var memoryFrames: Int { @_noLocks get { lookaheadFrames + 3 } }

  /// Replaces gains (0…1 in each channel) by the smooth ones of `lookaheadFrames` before.
  ///
  /// - Parameters:
  ///   - gains: The frames, replaced in place.
  ///   - length: How many of them.
  ///   - quickness: 0 for the slowest attack, 1 for the quickest.
  @_noLocks
  public mutating func process(
    _ gains: borrowing DoubleFrameBuffer, length: Int, quickness: Double
  ) {
    var start = 0
    while start < length {
      if end == first.count { moveBack() }
      let count = min(length - start, first.count - end)
      smooth(gains, start..<(start + count), quickness: quickness)
      start += count
    }
  }

  @_noLocks @inline(__always)
  private mutating func smooth(
    _ gains: borrowing DoubleFrameBuffer, _ range: Range<Int>, quickness: Double
  ) {
    let box = Double(boxFrames * boxFrames)
    let (longWeight, shortWeight) = (box * Double(longFrames), box * Double(shortFrames))
    let entry = longFrames - shortFrames
    var (firstSum, secondSum, longSum, shortSum) = (firstSum, secondSum, longSum, shortSum)
    var now = end
    for i in range {
      // Adding 1.5 · 2^(52 - 30) leaves no room for bits below 2⁻³⁰.
      let exact = (gains[i] + 6_291_456) - 6_291_456
      first[now] = exact
      firstSum += exact - first[now - boxFrames]
      second[now] = firstSum
      secondSum += firstSum - second[now - boxFrames]
      third[now] = secondSum
      // The short average ends where the long one does: it covers the older part of its window.
      let leaving = third[now - longFrames]
      longSum += secondSum - leaving
      shortSum += third[now - entry] - leaving
      let long = longSum / longWeight
      let short = shortSum / shortWeight
      gains[i] = long + (short - long) * quickness
      now += 1
    }
    (self.firstSum, self.secondSum, self.longSum, self.shortSum) =
      (firstSum, secondSum, longSum, shortSum)
    end = now
  }

  @_noLocks
  private mutating func moveBack() {
    first.move(from: end - history, to: 0, length: history)
    second.move(from: end - history, to: 0, length: history)
    third.move(from: end - history, to: 0, length: history)
    end = history
  }
}

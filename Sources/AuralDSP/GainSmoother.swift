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
  private let first: DoubleFrameRing
  private let second: DoubleFrameRing
  private let third: DoubleFrameRing
  private var firstSum: DoubleFrame
  private var secondSum: DoubleFrame
  private var longSum: DoubleFrame
  private var shortSum: DoubleFrame
  private var position = 0

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
    first = DoubleFrameRing(delayFrames: boxFrames)
    second = DoubleFrameRing(delayFrames: boxFrames)
    third = DoubleFrameRing(delayFrames: longFrames)
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
    first.fill(with: 1)
    second.fill(with: box)
    third.fill(with: box * box)
    firstSum = DoubleFrame(repeating: box)
    secondSum = DoubleFrame(repeating: box * box)
    longSum = DoubleFrame(repeating: box * box * Double(longFrames))
    shortSum = DoubleFrame(repeating: box * box * Double(shortFrames))
    position = 0
  }

  /// How many frames of unity gain make every sum that of unity gain.
  public var memoryFrames: Int { @_noLocks get { lookaheadFrames + 3 } }

  /// Takes one frame's gain (0…1) and returns the smooth one of `lookaheadFrames` before.
  ///
  /// - Parameters:
  ///   - gain: Each channel's gain.
  ///   - quickness: 0 for the slowest attack, 1 for the quickest.
  /// - Returns: Each channel's smooth gain.
  @_noLocks @inline(__always)
  public mutating func process(_ gain: DoubleFrame, quickness: Double) -> DoubleFrame {
    // Adding 1.5 · 2^(52 - 30) leaves no room for bits below 2⁻³⁰.
    let exact = (gain + 6_291_456) - 6_291_456
    firstSum += exact - first.exchange(exact, at: position, delay: boxFrames)
    secondSum += firstSum - second.exchange(firstSum, at: position, delay: boxFrames)
    // The short average ends where the long one does: it covers the older part of its window.
    let entering = third.read(at: position, delay: longFrames - shortFrames, newest: secondSum)
    let leaving = third.exchange(secondSum, at: position, delay: longFrames)
    longSum += secondSum - leaving
    shortSum += entering - leaving
    position &+= 1
    let box = Double(boxFrames * boxFrames)
    let long = longSum / (box * Double(longFrames))
    let short = shortSum / (box * Double(shortFrames))
    return long + (short - long) * quickness
  }
}

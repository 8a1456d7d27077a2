import AuralDSP

/// Counts the peaks of a programme that are cut off flat at its highest level: those that were clipped.
///
/// A flat top is three samples or more of one value, with a steep flank before it. A limiter's peaks are
/// round, and the crest of a bass tone that happens to repeat a value has no flank. The level does not
/// matter: a mix that was turned down after it was clipped shows it too.
struct FlatTops: Sendable {
  /// Fewer equal samples happen by chance.
  private static let leastSamples = 3
  /// Values within this share of the highest count as the highest: a step of 16 bits.
  private static let tolerance: Float = 1.0 / 32_768
  /// The sample before a flat top is at least this much lower, as a share of it: 0.2 dB.
  private static let flank: Float = 0.02

  private var left = Channel()
  private var right = Channel()

  /// The flat tops of both channels at the highest level so far.
  var count: Int {
    let highest = max(left.highest, right.highest)
    // A channel whose own highest level is lower was not clipped where the other was.
    return [left, right].reduce(0) {
      $0 + ($1.highest >= highest * (1 - Self.tolerance) ? $1.count : 0)
    }
  }

  /// Frames that are looked over together: where none of them is a top there is nothing to count.
  private static let pieceFrames = 64

  /// Hears a block.
  mutating func hear(_ block: borrowing Span<Frame>) {
    for start in stride(from: 0, to: block.count, by: Self.pieceFrames) {
      let range = start..<min(start + Self.pieceFrames, block.count)
      let peaks = greatestMagnitudes(of: block, in: range)
      let last = block[range.upperBound - 1]
      if !left.passes(peaks.x, last: last.x) { for i in range { left.add(block[i].x) } }
      if !right.passes(peaks.y, last: last.y) { for i in range { right.add(block[i].y) } }
    }
  }

  private struct Channel: Sendable {
    var highest: Float = 0
    var count = 0
    private var length = 0
    private var hasFlank = false
    private var last: Float = 0

    /// Whether samples up to `peak`, the last of which is given, have no top among them, and are heard.
    mutating func passes(_ peak: Float, last: Float) -> Bool {
      guard peak < highest * (1 - FlatTops.tolerance) else { return false }
      length = 0
      self.last = last
      return true
    }

    mutating func add(_ sample: Float) {
      // Positive and negative tops do not run into one another.
      let isTop = abs(sample) >= highest * (1 - FlatTops.tolerance) && sample != 0
      if isTop {
        if abs(sample) > highest * (1 + FlatTops.tolerance) {
          count = 0
          length = 0
        }
        if length > 0, sample * last > 0 {
          length += 1
        } else {
          length = 1
          hasFlank = abs(sample - last) > FlatTops.flank * abs(sample)
        }
        highest = max(highest, abs(sample))
        if length == FlatTops.leastSamples, hasFlank { count += 1 }
      } else {
        length = 0
      }
      last = sample
    }
  }
}

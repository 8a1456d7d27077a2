import CRealtime

/// Powers sorted by their loudness: what gating and percentiles need, in bounded memory.
///
/// Bins are 0.01 LU wide and hold the sum of their powers beside their number, so a mean over bins
/// is exact; only the place of a gate is known to within one bin. A second row of bins, 1 LU wide,
/// keeps every query below some 300 steps.
///
/// Public because Embedded Swift destroys it from other modules and must see its `deinit` there.
@safe
public struct LoudnessHistogram: ~Copyable {
  /// The absolute gate of BS.1770-5: quieter powers are not counted, in LUFS.
  static let lowestLUFS: Double = -70

  private static let fineInCoarse = 100
  private static let coarseCount = 100
  private static let fineCount = 10_000

  /// In each element `x` is the sum of powers and `y` their number: fine bins, then coarse ones.
  private let bins: UnsafeMutablePointer<DoubleFrame>

  /// The sum of all powers counted (`x`) and their number (`y`).
  private(set) var total = DoubleFrame.zero

  /// Creates an empty histogram.
  init() {
    unsafe bins = .allocate(capacity: Self.fineCount + Self.coarseCount)
    unsafe bins.initialize(repeating: .zero, count: Self.fineCount + Self.coarseCount)
  }

  deinit {
    unsafe bins.deallocate()
  }

  /// Forgets everything.
  @_noLocks
  mutating func reset() {
    unsafe bins.update(repeating: .zero, count: Self.fineCount + Self.coarseCount)
    total = .zero
  }

  /// Counts `power` unless it lies below the absolute gate.
  @_noLocks
  mutating func add(power: Double) {
    let loudness = loudnessLUFS(power: power)
    guard loudness >= Self.lowestLUFS else { return }
    let fine = Self.index(loudnessLUFS: loudness)
    let addend = DoubleFrame(power, 1)
    unsafe bins[fine] += addend
    unsafe bins[Self.fineCount + fine / Self.fineInCoarse] += addend
    total += addend
  }

  /// The sum (`x`) and the number (`y`) of the powers from `threshold` up.
  @_noLocks
  func sum(fromPower threshold: Double) -> DoubleFrame {
    let edge = Self.index(loudnessLUFS: loudnessLUFS(power: threshold))
    let coarse = edge / Self.fineInCoarse
    // The bin at the edge counts whole or not at all: by the mean of what is in it.
    var sum = unsafe bins[edge].x >= bins[edge].y * threshold ? bins[edge] : .zero
    for fine in stride(from: edge + 1, to: (coarse + 1) * Self.fineInCoarse, by: 1) {
      unsafe sum += bins[fine]
    }
    for index in stride(from: coarse + 1, to: Self.coarseCount, by: 1) {
      unsafe sum += bins[Self.fineCount + index]
    }
    return sum
  }

  /// The mean power of the bin that holds the power of `rank`, counted from 0 at the quietest.
  @_noLocks
  func power(rank: Double) -> Double {
    var below = 0.0
    var coarse = 0
    while coarse < Self.coarseCount - 1 {
      let count = unsafe bins[Self.fineCount + coarse].y
      if below + count > rank { break }
      below += count
      coarse += 1
    }
    var fine = coarse * Self.fineInCoarse
    let last = fine + Self.fineInCoarse - 1
    while fine < last {
      let count = unsafe bins[fine].y
      if below + count > rank { break }
      below += count
      fine += 1
    }
    let bin = unsafe bins[fine]
    return bin.y > 0 ? bin.x / bin.y : 0
  }

  /// The fine bin of a loudness; what is louder than +30 LUFS shares the last one.
  @_noLocks
  private static func index(loudnessLUFS: Double) -> Int {
    let position = (loudnessLUFS - lowestLUFS) * Double(fineInCoarse)
    return Int(min(max(position, 0), Double(fineCount - 1)))
  }
}

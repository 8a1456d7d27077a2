import CRealtime

/// The bins of the blocks heard, each with the block before it, as a `PartitionedConvolver` multiplies
/// them.
struct PastSpectra: ~Copyable {
  /// How many rows, from the newest on, are true; the others belong to a time that was not followed.
  private(set) var validCount: Int

  private let rowCount: Int
  private let rowFrames: Int
  private let blockFrames: Int
  /// The newest at row `newest`, older ones behind it, wrapping round.
  private let rows: FrameBuffer
  private var newest = 0

  /// Rows that are caught up with at a time.
  private static let caughtUpRows = 4

  /// Makes room for `rowCount` silent blocks.
  init(rowCount: Int, blockFrames: Int, rowFrames: Int) {
    self.rowCount = rowCount
    self.rowFrames = rowFrames
    self.blockFrames = blockFrames
    validCount = rowCount
    rows = FrameBuffer(count: rowFrames * rowCount)
  }

  /// Whether every row is true.
  var isComplete: Bool {
    @_noLocks get { validCount == rowCount }
  }

  /// Silences the past.
  @_noLocks
  mutating func clear() {
    rows.clear()
    validCount = rowCount
    newest = 0
  }

  /// Says that blocks go by that are not taken in.
  @_noLocks
  mutating func invalidate() { validCount = 0 }

  /// Takes in the block that ends before frame `end` of `input`.
  @_noLocks
  mutating func add(
    _ input: borrowing FrameBuffer, endingAt end: Int, with transform: borrowing FrameTransform
  ) {
    newest = (newest + rowCount - 1) % rowCount
    take(input, endingAt: end, into: newest, with: transform)
    validCount = min(validCount + 1, rowCount)
  }

  /// Makes some more rows true; the newest ends before frame `end` of `input`.
  @_noLocks
  mutating func catchUp(
    _ input: borrowing FrameBuffer, endingAt end: Int, with transform: borrowing FrameTransform
  ) {
    for _ in 0..<Self.caughtUpRows where validCount < rowCount {
      let row = (newest + validCount) % rowCount
      take(input, endingAt: end - validCount * blockFrames, into: row, with: transform)
      validCount += 1
    }
  }

  @_noLocks
  private func take(
    _ input: borrowing FrameBuffer, endingAt end: Int, into row: Int,
    with transform: borrowing FrameTransform
  ) {
    transform.forward(input, from: end - 2 * blockFrames, into: rows, at: row * rowFrames)
  }

  /// Adds the products with `count` rows of a kernel, from frame `kernel` of `kernelRows` on, to `sums` at
  /// frame `sum`.
  ///
  /// The first of them meets the row of the past that is `age` blocks older than the newest.
  @_noLocks
  func multiply(
    age: Int, _ kernelRows: borrowing FrameBuffer, at kernel: Int, count: Int,
    into sums: borrowing FrameBuffer, at sum: Int
  ) {
    let start = (newest + age) % rowCount
    let beforeWrap = min(count, rowCount - start)
    multiply(row: start, kernelRows, at: kernel, count: beforeWrap, into: sums, at: sum)
    multiply(
      row: 0, kernelRows, at: kernel + beforeWrap * rowFrames, count: count - beforeWrap,
      into: sums, at: sum)
  }

  @_noLocks
  private func multiply(
    row: Int, _ kernelRows: borrowing FrameBuffer, at kernel: Int, count: Int,
    into sums: borrowing FrameBuffer, at sum: Int
  ) {
    unsafe add_products(
      sums.base + sum, rows.base + row * rowFrames, kernelRows.base + kernel, rowFrames, count)
  }
}

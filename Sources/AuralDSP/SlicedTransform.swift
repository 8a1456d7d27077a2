import CRealtime

/// A long complex Fourier transform that is done in many short steps, so that no block of audio has
/// to wait for it.
///
/// The four-step form (Bailey, "FFTs in external or hierarchical memory", J. Supercomputing 4, 1990):
/// the numbers, seen as a matrix of rows and columns, are transformed column by column, twiddled, and
/// transformed row by row. Each step is one column or one row. Forward and not scaled:
/// X[k] = Σ x[n]·exp(-2πi·kn/N).
@safe
public struct SlicedTransform: ~Copyable {
  /// The length: a power of two from 256 up.
  public let count: Int

  /// The number of calls of `step` that make a transform.
  public let stepCount: Int

  /// The numbers to transform, as real (`x`) and imaginary (`y`) part; spoilt by the transform.
  public let input: FrameBuffer

  /// What the last step leaves; it may be `input` to the next transform only by copying.
  public let output: FrameBuffer

  private let rows: Int
  private let columns: Int
  private let columnPlan: FourierPlan
  private let rowPlan: FourierPlan
  private let twiddles: FrameBuffer

  /// Plans a transform of `count` numbers, a power of two from 256 up.
  public init(count: Int) {
    precondition(count >= 256 && count & (count - 1) == 0, "a power of two from 256 up")
    self.count = count
    var rows = 16
    while rows * rows < count { rows *= 2 }
    self.rows = rows
    columns = count / rows
    stepCount = rows + columns
    input = FrameBuffer(count: count)
    output = FrameBuffer(count: count)
    columnPlan = FourierPlan(count: rows)
    rowPlan = FourierPlan(count: columns)
    // One turn of the circle is enough: every twiddle is a point of it.
    twiddles = FrameBuffer(count: count)
    for i in 0..<count {
      let angle = 2 * Double.pi * Double(i) / Double(count)
      twiddles[i] = Frame(Float(cos(angle)), Float(-sin(angle)))
    }
  }

  /// Does step `index`, from 0 to `stepCount` - 1; every step once, in order.
  @_noLocks
  public func step(_ index: Int) {
    if index < columns { transformColumn(index) } else { transformRow(index - columns) }
  }

  /// Does all steps.
  @_noLocks
  public func transform() {
    for i in 0..<stepCount { step(i) }
  }

  /// Transforms the numbers at `column`, `column + columns` and so on, and turns them by their twiddles.
  @_noLocks
  private func transformColumn(_ column: Int) {
    for row in 0..<rows { columnPlan.work[row] = input[row * columns + column] }
    columnPlan.execute()
    for row in 0..<rows {
      let a = columnPlan.work[row]
      let w = twiddles[row * column & (count - 1)]
      input[row * columns + column] = Frame(a.x * w.x - a.y * w.y, a.x * w.y + a.y * w.x)
    }
  }

  /// Transforms a row and leaves it where its frequencies belong.
  @_noLocks
  private func transformRow(_ row: Int) {
    for column in 0..<columns { rowPlan.work[column] = input[row * columns + column] }
    rowPlan.execute()
    for column in 0..<columns { output[column * rows + row] = rowPlan.work[column] }
  }
}

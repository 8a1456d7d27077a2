import CRealtime

/// A long complex Fourier transform that is done in many short steps, so that no block of audio has
/// to wait for it.
///
/// The four-step form (Bailey, "FFTs in external or hierarchical memory", J. Supercomputing 4, 1990):
/// the numbers, seen as a matrix of rows and columns, are transformed column by column, twiddled, and
/// transformed row by row. Each step is four columns or four rows. Forward and not scaled:
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
  private let columnPlan: FourierQuad
  private let rowPlan: FourierQuad
  /// What the columns are turned by, in the order in which it is needed.
  private let twiddles: FrameBuffer

  /// Plans a transform of `count` numbers, a power of two from 256 up.
  public init(count: Int) {
    precondition(count >= 256 && count & (count - 1) == 0, "a power of two from 256 up")
    self.count = count
    var rows = 16
    while rows * rows < count { rows *= 2 }
    self.rows = rows
    columns = count / rows
    stepCount = (rows + columns) / FourierQuad.width
    let input = FrameBuffer(count: count)
    output = FrameBuffer(count: count)
    columnPlan = FourierQuad(count: rows)
    rowPlan = FourierQuad(rowsOf: columns, source: input)
    self.input = input
    twiddles = FrameBuffer(count: count)
    let quad = FourierQuad.width
    for i in 0..<count {
      let column = i / (quad * rows) * quad + i % quad
      let row = i / quad % rows
      let angle = 2 * Double.pi * Double(row * column % count) / Double(count)
      twiddles[i] = Frame(Float(cos(angle)), Float(-sin(angle)))
    }
  }

  /// Does step `index`, from 0 to `stepCount` - 1; every step once, in order.
  @_noLocks
  public func step(_ index: Int) {
    let columnSteps = columns / FourierQuad.width
    if index < columnSteps {
      transformColumns(from: index * FourierQuad.width)
    } else {
      transformRows(from: (index - columnSteps) * FourierQuad.width)
    }
  }

  /// Does all steps.
  @_noLocks
  public func transform() {
    for i in 0..<stepCount { step(i) }
  }

  /// Transforms the numbers at `column`, `column + columns` and so on, those of three columns beside it too,
  /// and turns them by their twiddles.
  @_noLocks
  private func transformColumns(from column: Int) {
    let work = unsafe columnPlan.work.base
    unsafe move_quads(work, FourierQuad.width, input.base + column, columns, rows)
    columnPlan.execute()
    unsafe turn_quads(input.base + column, columns, work, twiddles.base + column * rows, rows)
  }

  /// Transforms four rows and leaves them where their frequencies belong.
  @_noLocks
  private func transformRows(from row: Int) {
    rowPlan.execute(input, at: row * columns)
    unsafe move_quads(output.base + row, rows, rowPlan.work.base, FourierQuad.width, columns)
  }
}

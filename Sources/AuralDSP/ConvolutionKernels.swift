/// Two long impulse responses for either channel, cut into partitions: what a `PartitionedConvolver`
/// multiplies by.
///
/// The first partition stays taps, for what has to be heard at once; the others become bins.
struct ConvolutionKernels: ~Copyable {
  /// The taps of the kernel that is being written: left in `x`, right in `y`.
  let taps: FrameBuffer
  /// Partitions behind the first.
  let rowCount: Int
  /// The bins of both kernels, partition by partition, scaled for the way back.
  let rows: FrameBuffer

  private let blockFrames: Int
  private let rowFrames: Int
  /// The first partitions of both kernels, each tap four times over, as vectors multiply it.
  private let heads: FrameBuffer
  private var hasHead = InlineArray<2, Bool>(repeating: false)
  private let sums = FrameBuffer(count: Glide.quantumFrames + 4)
  /// A partition's taps, and as much silence.
  private let padded: FrameBuffer

  /// Makes room for kernels of a first partition and `rowCount` others.
  init(rowCount: Int, blockFrames: Int, rowFrames: Int) {
    self.rowCount = rowCount
    self.blockFrames = blockFrames
    self.rowFrames = rowFrames
    taps = FrameBuffer(count: blockFrames * (rowCount + 1))
    rows = FrameBuffer(count: 2 * rowFrames * rowCount)
    heads = FrameBuffer(count: 2 * 4 * blockFrames)
    padded = FrameBuffer(count: 2 * blockFrames)
  }

  /// Makes partition `step` of the taps, times `scale`, that of a kernel.
  @_noLocks
  mutating func prepare(
    _ step: Int, of kernel: Int, scale: Float, with transform: borrowing FrameTransform
  ) {
    if step == 0 {
      takeHead(of: kernel, scale: scale)
      return
    }
    // There and back multiplies by the length.
    let scale = scale / Float(2 * blockFrames)
    for i in 0..<blockFrames { padded[i] = taps[step * blockFrames + i] * scale }
    transform.forward(
      padded, from: 0, into: rows, at: (kernel * rowCount + step - 1) * rowFrames)
  }

  @_noLocks
  private mutating func takeHead(of kernel: Int, scale: Float) {
    var isHeard = false
    for i in 0..<blockFrames {
      let tap = taps[i] * scale
      if tap.x != 0 || tap.y != 0 { isHeard = true }
      for copy in 0..<4 { heads[4 * (kernel * blockFrames + i) + copy] = tap }
    }
    hasHead[kernel] = isHeard
  }

  /// Adds to a piece what the first partition makes of it; its frames are in `input` from `start` on.
  @_noLocks
  func addHead(
    of kernel: Int, to piece: inout MutableSpan<Frame>, input: borrowing FrameBuffer,
    from start: Int
  ) {
    guard hasHead[kernel] else { return }
    let head = kernel * 4 * blockFrames
    for first in stride(from: 0, to: piece.count, by: 4) {
      var sum = SIMD8<Float>.zero
      for tap in 0..<blockFrames {
        sum += input.quad(at: start + first - tap) * heads.quad(at: head + 4 * tap)
      }
      sums.setQuad(sum, at: first)
    }
    for i in piece.indices { piece[i] += sums[i] }
  }
}

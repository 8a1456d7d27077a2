/// Filters either channel by a long impulse response of its own, without any delay beyond it.
///
/// Uniformly partitioned overlap-save (Wefers, "Partitioned convolution algorithms for real-time
/// auralization", 2015, chapter 5) with the first partition as plain taps (Gardner, "Efficient
/// convolution without input-output delay", JAES 43(3), 1995); a kernel whose first partition is silent
/// costs no taps. Work is done at the start of each quantum of the chain's grid, in equal parts. There
/// are two kernels: one is heard, the other can be written and is then cross-faded in.
public struct PartitionedConvolver: ~Copyable {
  /// The length of a partition, in frames: the least delay of a kernel that costs no taps.
  public let blockFrames: Int
  /// The taps of the kernel that is being written: left in `x`, right in `y`.
  public let taps: FrameBuffer

  private let transform: FrameTransform
  /// Partitions behind the first.
  private let rowCount: Int
  private let rowFrames: Int
  private let quantaInBlock: Int
  private let fadeFrames: Int

  /// The bins of both kernels, partition by partition, scaled for the way back.
  private let kernelRows: FrameBuffer
  /// The first partitions of both kernels, each tap four times over, as vectors multiply it.
  private let heads: FrameBuffer
  private var hasHead = InlineArray<2, Bool>(repeating: false)
  /// The kernel that is heard, 0 or 1.
  private var heard = 0

  private var input: SlidingFrames
  /// The bins of the blocks heard: the newest at row `newest`, older ones behind it, wrapping round.
  private let past: FrameBuffer
  private var newest = 0
  /// How many rows of `past`, from the newest on, are true.
  private var validRows: Int
  /// By kernel: the bins of the next block so far, and the block that is played.
  private let sums: FrameBuffer
  private let outputs: FrameBuffer
  private let headOutput = FrameBuffer(count: Glide.quantumFrames + 4)
  private let faded = FrameBuffer(count: Glide.quantumFrames)

  /// The frame to come, counted from the start of its block.
  private var position = 0
  private var state = State.rest
  private var fadePosition = 0

  private enum State {
    /// Nothing is computed.
    case rest
    /// The past is caught up with.
    case catchingUp
    /// The sums of the block to come are made for the first time.
    case priming
    /// The kernel is heard.
    case playing
    /// The same, and the other one is primed.
    case replacing
    /// The other one comes in.
    case fading
  }

  /// Rows of the past that are caught up with in a quantum, after a rest.
  private static let caughtUpRows = 4

  /// Creates a convolver at rest for kernels of up to `tapCount` taps.
  ///
  /// - Parameters:
  ///   - tapCount: The longest kernel, the first partition included.
  ///   - blockFrames: The length of a partition, whole quanta of the chain's grid.
  ///   - fadeFrames: How long a new kernel takes to come in.
  public init(tapCount: Int, blockFrames: Int, fadeFrames: Int) {
    precondition(blockFrames % Glide.quantumFrames == 0, "partitions of whole quanta")
    self.blockFrames = blockFrames
    self.fadeFrames = fadeFrames
    quantaInBlock = blockFrames / Glide.quantumFrames
    rowCount = max(1, (tapCount + blockFrames - 1) / blockFrames - 1)
    validRows = rowCount
    transform = FrameTransform(count: 2 * blockFrames)
    rowFrames = transform.rowFrames
    taps = FrameBuffer(count: blockFrames * (rowCount + 1))
    kernelRows = FrameBuffer(count: 2 * rowFrames * rowCount)
    heads = FrameBuffer(count: 2 * 4 * blockFrames)
    past = FrameBuffer(count: rowFrames * rowCount)
    sums = FrameBuffer(count: 2 * rowFrames)
    outputs = FrameBuffer(count: 2 * blockFrames)
    input = SlidingFrames(
      history: blockFrames * (rowCount + 3), pieceFrames: Glide.quantumFrames)
  }

  /// The number of calls of `prepare` that make the taps a kernel.
  public var preparationSteps: Int {
    @_noLocks get { rowCount + 1 }
  }

  /// Whether the kernel is heard.
  public var isPlaying: Bool {
    @_noLocks get {
      switch state {
      case .rest, .catchingUp, .priming: false
      case .playing, .replacing, .fading: true
      }
    }
  }

  /// Whether the other kernel is free to be written.
  public var isFree: Bool {
    @_noLocks get {
      switch state {
      case .replacing, .fading: false
      default: true
      }
    }
  }

  /// Makes one partition of `taps` ready, from 0 to `preparationSteps` - 1; every one once, in order.
  @_noLocks
  public mutating func prepare(_ step: Int) {
    let other = 1 - heard
    if step == 0 {
      var isHeard = false
      for i in 0..<blockFrames {
        let tap = taps[i]
        if tap.x != 0 || tap.y != 0 { isHeard = true }
        for copy in 0..<4 { heads[4 * (other * blockFrames + i) + copy] = tap }
      }
      hasHead[other] = isHeard
      return
    }
    // There and back multiplies by the length.
    let scale = 1 / Float(2 * blockFrames)
    for i in 0..<blockFrames {
      transform.frames[i] = taps[step * blockFrames + i] * scale
      transform.frames[blockFrames + i] = .zero
    }
    transform.forward(into: kernelRows, at: (other * rowCount + step - 1) * rowFrames)
  }

  /// Lets the kernel that was prepared be heard: faded in where one is heard, else as soon as the past
  /// is caught up with.
  @_noLocks
  public mutating func takeKernel() {
    switch state {
    case .rest:
      heard = 1 - heard
      state = .catchingUp
    case .catchingUp, .priming:
      heard = 1 - heard
      clearSum(heard)
      state = .catchingUp
    case .playing, .replacing, .fading:
      state = .replacing
      fadePosition = -1
    }
  }

  /// Computes nothing any more.
  @_noLocks
  public mutating func rest() {
    state = .rest
  }

  /// Forgets the sound, ends what is under way, and plays or rests from the first frame on.
  @_noLocks
  public mutating func restart(isPlaying: Bool) {
    if !isFree { heard = 1 - heard }
    input.reset()
    past.clear()
    sums.clear()
    outputs.clear()
    validRows = rowCount
    newest = 0
    position = 0
    state = isPlaying ? .playing : .rest
  }

  /// Does the work of a quantum, at its start.
  @_noLocks
  public mutating func advance() {
    if case .rest = state { return }
    if position == 0 { beginBlock() }
    if validRows < rowCount { catchUp() }
    let quantum = position / Glide.quantumFrames
    addRows(to: heard, quantum: quantum)
    if !isFree { addRows(to: 1 - heard, quantum: quantum) }
  }

  /// Filters a piece of a quantum.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>) {
    let start = input.append(block, block.indices)
    let count = block.count
    if isPlaying {
      filter(&block, by: heard, from: start)
      if case .fading = state { fade(&block, from: start) }
    } else if case .rest = state {
      validRows = 0
    }
    position = (position + count) % blockFrames
  }

  /// Takes in the block that has ended and makes the one that begins.
  @_noLocks
  private mutating func beginBlock() {
    newest = (newest + rowCount - 1) % rowCount
    transformInput(blocksAgo: 0, into: newest)
    validRows = min(validRows + 1, rowCount)
    switch state {
    case .rest: return
    case .catchingUp:
      clearSum(heard)
      if validRows == rowCount { state = .priming }
      return
    case .priming:
      state = .playing
    case .replacing:
      // Its first sums are made in the block that begins; then it comes in.
      if fadePosition < 0 {
        clearSum(1 - heard)
        fadePosition = 0
        finishBlock(of: heard)
        return
      }
      state = .fading
    case .fading:
      if fadePosition >= fadeFrames {
        heard = 1 - heard
        state = .playing
      }
    case .playing: break
    }
    finishBlock(of: heard)
    if case .fading = state { finishBlock(of: 1 - heard) }
  }

  /// Adds the newest row to what was summed before and transforms it back.
  @_noLocks
  private func finishBlock(of kernel: Int) {
    add(past: newest, rows: 0..<1, of: kernel)
    transform.inverse(from: sums, at: kernel * rowFrames)
    for i in 0..<blockFrames {
      outputs[kernel * blockFrames + i] = transform.frames[blockFrames + i]
    }
    clearSum(kernel)
  }

  @_noLocks
  private func clearSum(_ kernel: Int) {
    for i in 0..<rowFrames { sums[kernel * rowFrames + i] = .zero }
  }

  /// Transforms the two blocks that ended `blocksAgo` whole blocks before the one under way.
  @_noLocks
  private func transformInput(blocksAgo: Int, into row: Int) {
    let end = input.end - position - blocksAgo * blockFrames
    let start = end - 2 * blockFrames
    for i in 0..<(2 * blockFrames) { transform.frames[i] = input.frames[start + i] }
    transform.forward(into: past, at: row * rowFrames)
  }

  /// Makes some more rows of the past true.
  @_noLocks
  private mutating func catchUp() {
    for _ in 0..<Self.caughtUpRows where validRows < rowCount {
      transformInput(blocksAgo: validRows, into: (newest + validRows) % rowCount)
      validRows += 1
    }
  }

  /// Adds a quantum's part of the rows that the next block needs of the past.
  @_noLocks
  private func addRows(to kernel: Int, quantum: Int) {
    let rest = rowCount - 1
    let from = 1 + rest * quantum / quantaInBlock
    let to = 1 + rest * (quantum + 1) / quantaInBlock
    // The next block sees today's newest row as its second newest.
    let start = (newest + from - 1) % rowCount
    let beforeWrap = min(to - from, rowCount - start)
    add(past: start, rows: from..<(from + beforeWrap), of: kernel)
    add(past: 0, rows: (from + beforeWrap)..<to, of: kernel)
  }

  /// Adds the products of a run of the past, from row `past` on, and rows of a kernel to its sum.
  @_noLocks
  private func add(past row: Int, rows: Range<Int>, of kernel: Int) {
    guard !rows.isEmpty else { return }
    let sum = kernel * rowFrames
    let kernelStart = (kernel * rowCount + rows.lowerBound) * rowFrames
    let pastStart = row * rowFrames
    for group in stride(from: 0, to: rowFrames, by: 8) {
      var real = sums.quad(at: sum + group)
      var imaginary = sums.quad(at: sum + group + 4)
      var x = pastStart + group
      var h = kernelStart + group
      for _ in 0..<rows.count {
        let xReal = past.quad(at: x)
        let xImaginary = past.quad(at: x + 4)
        let hReal = kernelRows.quad(at: h)
        let hImaginary = kernelRows.quad(at: h + 4)
        real += xReal * hReal - xImaginary * hImaginary
        imaginary += xReal * hImaginary + xImaginary * hReal
        x += rowFrames
        h += rowFrames
      }
      sums.setQuad(real, at: sum + group)
      sums.setQuad(imaginary, at: sum + group + 4)
    }
  }

  /// Replaces a piece, whose frames are in `input` from `start` on, by what a kernel makes of it.
  @_noLocks
  private func filter(_ block: inout MutableSpan<Frame>, by kernel: Int, from start: Int) {
    let output = kernel * blockFrames + position
    for i in block.indices { block[i] = outputs[output + i] }
    guard hasHead[kernel] else { return }
    let head = kernel * 4 * blockFrames
    for first in stride(from: 0, to: block.count, by: 4) {
      var sum = SIMD8<Float>.zero
      for tap in 0..<blockFrames {
        sum += input.frames.quad(at: start + first - tap) * heads.quad(at: head + 4 * tap)
      }
      headOutput.setQuad(sum, at: first)
    }
    for i in block.indices { block[i] += headOutput[i] }
  }

  /// Blends what the other kernel makes of the piece into what is there.
  @_noLocks
  private mutating func fade(_ block: inout MutableSpan<Frame>, from start: Int) {
    let other = 1 - heard
    for i in block.indices { faded[i] = block[i] }
    filter(&block, by: other, from: start)
    for i in 0..<min(block.count, max(0, fadeFrames - fadePosition)) {
      let t = Float(fadePosition + i) / Float(fadeFrames)
      let share = t * t * (3 - 2 * t)
      block[i] = faded[i] + (block[i] - faded[i]) * share
    }
    fadePosition += block.count
  }
}

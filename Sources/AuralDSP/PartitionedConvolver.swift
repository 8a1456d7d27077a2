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

  private let transform: FrameTransform
  private var kernels: ConvolutionKernels
  /// The kernel that is heard, 0 or 1.
  private var heard = 0
  private var past: PastSpectra
  private var input: SlidingFrames
  /// By kernel: the bins of the next block so far, and the block that is played.
  private let sums: FrameBuffer
  private let outputs: FrameBuffer
  private let faded = FrameBuffer(count: Glide.quantumFrames)

  private let rowFrames: Int
  private let quantaInBlock: Int
  private let fadeFrames: Int
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
    /// The same, and the other one waits for a block to begin with.
    case replacing
    /// The same, and the sums of the other one are made for the first time.
    case primingOther
    /// The other one comes in.
    case fading
  }

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
    transform = FrameTransform(count: 2 * blockFrames)
    rowFrames = transform.rowFrames
    let rowCount = max(1, (tapCount + blockFrames - 1) / blockFrames - 1)
    kernels = ConvolutionKernels(
      rowCount: rowCount, blockFrames: blockFrames, rowFrames: rowFrames)
    past = PastSpectra(rowCount: rowCount, blockFrames: blockFrames, rowFrames: rowFrames)
    sums = FrameBuffer(count: 2 * rowFrames)
    outputs = FrameBuffer(count: 2 * blockFrames)
    input = SlidingFrames(
      history: blockFrames * (rowCount + 3), pieceFrames: Glide.quantumFrames)
  }

  /// The number of taps of a kernel, the first partition included.
  public var tapCount: Int {
    @_noLocks get { kernels.taps.count }
  }

  /// The number of calls of `prepare` that make the taps a kernel.
  public var preparationSteps: Int {
    @_noLocks get { kernels.rowCount + 1 }
  }

  /// Whether the kernel is heard.
  public var isPlaying: Bool {
    @_noLocks get {
      switch state {
      case .rest, .catchingUp, .priming: false
      case .playing, .replacing, .primingOther, .fading: true
      }
    }
  }

  /// Whether the other kernel is free to be written.
  public var isFree: Bool {
    @_noLocks get {
      switch state {
      case .replacing, .primingOther, .fading: false
      case .rest, .catchingUp, .priming, .playing: true
      }
    }
  }

  /// Writes a tap of the other kernel: left in `x`, right in `y`.
  @_noLocks
  public func setTap(_ index: Int, to tap: Frame) { kernels.taps[index] = tap }

  /// The tap at `index` that was written last.
  @_noLocks
  public func tap(_ index: Int) -> Frame { kernels.taps[index] }

  /// Makes one partition of the taps, times `scale`, ready: from 0 to `preparationSteps` - 1, every one
  /// once, in order.
  @_noLocks
  public mutating func prepare(_ step: Int, scale: Float = 1) {
    kernels.prepare(step, of: 1 - heard, scale: scale, with: transform)
  }

  /// Lets the kernel that was prepared be heard: faded in where one is heard, else as soon as the past
  /// is caught up with; to be called while `isFree`.
  @_noLocks
  public mutating func takeKernel() {
    if isPlaying {
      state = .replacing
    } else {
      heard = 1 - heard
      state = .catchingUp
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
    position = 0
    state = isPlaying ? .playing : .rest
  }

  /// Does the work of a quantum, at its start.
  @_noLocks
  public mutating func advance() {
    if case .rest = state { return }
    let blockStart = input.end - position
    if position == 0 {
      past.add(input.frames, endingAt: blockStart, with: transform)
      beginBlock()
    }
    if !past.isComplete { past.catchUp(input.frames, endingAt: blockStart, with: transform) }
    addPast(to: heard)
    if !isFree { addPast(to: 1 - heard) }
  }

  /// Filters a piece of a quantum.
  @_noLocks
  public mutating func process(_ piece: inout MutableSpan<Frame>) {
    let start = input.append(&piece, 0..<piece.count)
    if isPlaying {
      filter(&piece, by: heard, from: start)
      if case .fading = state { fade(&piece, from: start) }
    } else if case .rest = state {
      past.invalidate()
    }
    position = (position + piece.count) % blockFrames
  }

  /// Goes on with what is under way, and makes the block that begins.
  @_noLocks
  private mutating func beginBlock() {
    switch state {
    case .rest, .playing: break
    case .catchingUp:
      clearSum(of: heard)
      if past.isComplete { state = .priming }
    case .priming: state = .playing
    case .replacing:
      clearSum(of: 1 - heard)
      state = .primingOther
    case .primingOther:
      fadePosition = 0
      state = .fading
    case .fading:
      if fadePosition >= fadeFrames {
        heard = 1 - heard
        state = .playing
      }
    }
    if isPlaying { finishBlock(of: heard) }
    if case .fading = state { finishBlock(of: 1 - heard) }
  }

  /// Adds the newest block to what was summed before and transforms it back.
  @_noLocks
  private func finishBlock(of kernel: Int) {
    multiply(rows: 0..<1, age: 0, of: kernel)
    transform.inverseEnd(
      from: sums, at: kernel * rowFrames, into: outputs, at: kernel * blockFrames)
    clearSum(of: kernel)
  }

  /// Adds a quantum's part of what the next block needs of the past.
  @_noLocks
  private func addPast(to kernel: Int) {
    let quantum = position / Glide.quantumFrames
    let rest = kernels.rowCount - 1
    let from = 1 + rest * quantum / quantaInBlock
    let to = 1 + rest * (quantum + 1) / quantaInBlock
    // The next block sees today's newest as its second newest.
    multiply(rows: from..<to, age: from - 1, of: kernel)
  }

  @_noLocks
  private func multiply(rows: Range<Int>, age: Int, of kernel: Int) {
    past.multiply(
      age: age, kernels.rows, at: (kernel * kernels.rowCount + rows.lowerBound) * rowFrames,
      count: rows.count, into: sums, at: kernel * rowFrames)
  }

  @_noLocks
  private func clearSum(of kernel: Int) {
    let start = kernel * rowFrames
    for i in stride(from: start, to: start + rowFrames, by: 4) { sums.setQuad(.zero, at: i) }
  }

  /// Replaces a piece, whose frames are in `input` from `start` on, by what a kernel makes of it.
  @_noLocks
  private func filter(_ piece: inout MutableSpan<Frame>, by kernel: Int, from start: Int) {
    let output = kernel * blockFrames + position
    outputs.give(to: &piece, 0..<piece.count, from: output)
    kernels.addHead(of: kernel, to: &piece, input: input.frames, from: start)
  }

  /// Blends what the other kernel makes of the piece into what is there.
  @_noLocks
  private mutating func fade(_ piece: inout MutableSpan<Frame>, from start: Int) {
    for i in piece.indices { faded[i] = piece[i] }
    filter(&piece, by: 1 - heard, from: start)
    for i in 0..<min(piece.count, max(0, fadeFrames - fadePosition)) {
      let t = Float(fadePosition + i) / Float(fadeFrames)
      let share = t * t * (3 - 2 * t)
      piece[i] = faded[i] + (piece[i] - faded[i]) * share
    }
    fadePosition += piece.count
  }
}

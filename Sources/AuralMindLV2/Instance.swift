import AuralDSP
import AuralMind
import CLV2

/// One plugin in a host: the chain, the ports the host has connected, and what passes between
/// them.
@safe
struct Instance: ~Copyable {
  /// The frames that are copied in, processed and copied out at a time: small enough to stay in
  /// the nearest cache, and the host's buffers may all be one.
  private static let pieceFrames = 64

  /// How much sound passes between two looks at what has been learned, in seconds.
  private static let publishSeconds = 0.1

  /// Where the host has put each port.
  let ports = Ports()
  /// What was learned, on its way to and from the host's session.
  let state = StateStore()
  /// The host's numbers; nil when it gave none.
  let vocabulary: Vocabulary?

  private var chain: MasteringChain
  private var messages: PatchMessages?
  private let piece: UnsafeMutablePointer<Frame>
  private let publishFrames: Int
  private var framesUntilPublish: Int

  /// Creates an instance for `sampleRate`, in Hz, inside `MasteringChain.sampleRates`.
  init(sampleRate: Double, vocabulary: Vocabulary?) {
    chain = MasteringChain(sampleRate: sampleRate)
    self.vocabulary = vocabulary
    messages = if let vocabulary { PatchMessages(vocabulary: vocabulary) } else { nil }
    unsafe piece = .allocate(capacity: Self.pieceFrames)
    unsafe piece.initialize(repeating: .zero, count: Self.pieceFrames)
    publishFrames = Int(sampleRate * Self.publishSeconds)
    framesUntilPublish = publishFrames
  }

  deinit {
    unsafe piece.deallocate()
  }

  /// Starts afresh, from what was learned or restored.
  @_noLocks
  mutating func activate() {
    takeState()
    ports.read(into: &chain.settings)
    chain.restart()
  }

  /// Stops; what was learned can be saved to the last frame.
  @_noLocks
  mutating func deactivate() {
    state.publish(chain.learned.settled)
  }

  /// Runs `frames` frames.
  @_noLocks
  mutating func run(frames: Int) {
    takeState()
    ports.read(into: &chain.settings)
    process(frames: frames)
    ports.write(chain.meters, latencyFrames: chain.latencyFrames)
    unsafe messages?.exchange(
      control: ports.events(.control), notify: ports.events(.notify),
      gainDecibels: chain.meters[.appliedGain])
    framesUntilPublish -= frames
    if framesUntilPublish <= 0 {
      framesUntilPublish = publishFrames
      state.publish(chain.learned.settled)
    }
  }

  @_noLocks
  private mutating func takeState() {
    if let learned = state.takeRestored() { chain.learned = learned }
  }

  @_noLocks
  private mutating func process(frames: Int) {
    let inLeft = unsafe ports.audio(.inLeft)
    let inRight = unsafe ports.audio(.inRight)
    let outLeft = unsafe ports.audio(.outLeft)
    let outRight = unsafe ports.audio(.outRight)
    var start = 0
    while start < frames {
      let length = min(Self.pieceFrames, frames - start)
      for i in 0..<length {
        unsafe piece[i] = Frame(inLeft?[start + i] ?? 0, inRight?[start + i] ?? 0)
      }
      var block = unsafe MutableSpan(_unsafeStart: piece, count: length)
      chain.process(&block)
      if let outLeft = unsafe outLeft {
        for i in 0..<length { unsafe outLeft[start + i] = piece[i].x }
      }
      if let outRight = unsafe outRight {
        for i in 0..<length { unsafe outRight[start + i] = piece[i].y }
      }
      start += length
    }
  }
}

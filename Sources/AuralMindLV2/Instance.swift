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
  /// The profiles, which the host's threads and one of our own may reach at the same time.
  let shelf: UnsafeMutablePointer<ProfileShelf>
  /// The host's numbers; nil when it gave none.
  let vocabulary: Vocabulary?

  private var chain: MasteringChain
  private var profiles = TakenProfiles()
  private var messages: PatchMessages?
  private var schedule: LV2_Worker_Schedule?
  private var isWorkDue = false
  private var loader: LoaderThread?
  private let piece: UnsafeMutablePointer<Frame>
  private let publishFrames: Int
  private var framesUntilPublish: Int
  /// Which version of what was learned of the spectrum the session sees; nil before there is any.
  private var publishedSpectrum: Int?

  /// Creates an instance for `sampleRate`, in Hz, inside `MasteringChain.sampleRates`.
  init(sampleRate: Double, features: HostFeatures) {
    chain = MasteringChain(sampleRate: sampleRate)
    vocabulary = unsafe Vocabulary(features)
    unsafe shelf = .allocate(capacity: 1)
    let log = unsafe HostLog(features)
    log.compare(rate: sampleRate, told: unsafe HostOptions(features).sampleRate)
    unsafe shelf.initialize(to: ProfileShelf(log: log))
    unsafe shelf.pointee.stock(&chain)
    if let vocabulary { messages = PatchMessages(vocabulary: vocabulary) }
    unsafe schedule = unsafe features.schedule
    // Without numbers no request can come; with a worker the host has a thread for it.
    if vocabulary != nil, unsafe features.schedule == nil {
      loader = unsafe LoaderThread(serving: shelf)
    }
    unsafe piece = .allocate(capacity: Self.pieceFrames)
    unsafe piece.initialize(repeating: .zero, count: Self.pieceFrames)
    publishFrames = Int(sampleRate * Self.publishSeconds)
    framesUntilPublish = publishFrames
  }

  deinit {
    unsafe piece.deallocate()
    unsafe shelf.deinitialize(count: 1)
    unsafe shelf.deallocate()
  }

  /// Ends what goes on beside the audio thread, before anything is freed.
  mutating func close() {
    loader = nil
  }

  /// Starts afresh, from what was learned or restored.
  @_noLocks
  mutating func activate() {
    takeState()
    readPorts()
    chain.restart()
  }

  /// Stops; what was learned can be saved to the last frame.
  @_noLocks
  mutating func deactivate() {
    publish()
  }

  /// Runs `frames` frames.
  @_noLocks
  mutating func run(frames: Int) {
    let control = unsafe ports.events(.control)
    if unsafe messages?.read(control: control, into: shelf.pointee.request) == true {
      isWorkDue = true
    }
    askForWork()
    takeState()
    readPorts()
    if let position = messages?.position {
      chain.locate(
        frame: position.startFrame(blockFrames: frames), isRolling: position.isRolling)
    }
    process(frames: frames)
    ports.write(chain.meters, latencyFrames: chain.latencyFrames)
    unsafe messages?.write(
      notify: ports.events(.notify), gainDecibels: chain.meters[.appliedGain],
      reference: &profiles)
    framesUntilPublish -= frames
    if framesUntilPublish <= 0 {
      framesUntilPublish = publishFrames
      publish()
    }
  }

  /// Asks the host's worker to load what was set, again where it had no room for the wish before.
  ///
  /// A host may do the work at once, before this returns, when it does not run in real time.
  @_noLocks
  private mutating func askForWork() {
    guard isWorkDue else { return }
    guard var schedule = unsafe schedule else {
      isWorkDue = false
      return
    }
    isWorkDue = unsafe schedule_work(&schedule) != LV2_WORKER_SUCCESS
  }

  @_noLocks
  private mutating func takeState() {
    if state.isAnyWaiting { takeLearned() }
    unsafe profiles.take(from: shelf.pointee.exchange, into: &chain)
  }

  /// Kept apart, for room is made for all that was learned before anything is looked at.
  @_noLocks @inline(never)
  private mutating func takeLearned() {
    if let learned = state.takeLoudness() { chain.learned = learned }
    if let learned = state.takeSpectrum() { chain.learnedSpectrum = learned }
  }

  @_noLocks
  private mutating func readPorts() {
    ports.read(into: &chain.settings)
    state.publishSlots(
      reference: chain.settings.referenceSlot, source: chain.settings.sourceSlot)
  }

  @_noLocks
  private mutating func publish() {
    state.publish(chain.learned.settled)
    // It changes every few seconds at most, and has more words than all else that is done here.
    let version = chain.learnedSpectrumVersion
    guard version != publishedSpectrum else { return }
    publishedSpectrum = version
    state.publish(chain.learnedSpectrum)
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
      if let inLeft = unsafe inLeft, let inRight = unsafe inRight {
        unsafe interleave(inLeft + start, inRight + start, into: piece, length: length)
      } else {
        for i in 0..<length {
          unsafe piece[i] = Frame(inLeft?[start + i] ?? 0, inRight?[start + i] ?? 0)
        }
      }
      var block = unsafe MutableSpan(_unsafeStart: piece, count: length)
      chain.process(&block)
      if let outLeft = unsafe outLeft, let outRight = unsafe outRight {
        unsafe deinterleave(piece, into: outLeft + start, outRight + start, length: length)
      } else {
        for i in 0..<length {
          unsafe outLeft?[start + i] = piece[i].x
          unsafe outRight?[start + i] = piece[i].y
        }
      }
      start += length
    }
  }
}

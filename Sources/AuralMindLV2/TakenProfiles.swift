import AuralMind

/// What the audio thread has taken out of a `ProfileExchange`.
@safe
struct TakenProfiles: ~Copyable {
  /// Whether the reference was left anew since the host was told its path.
  var isReferenceNews = false
  /// The length in bytes of the path of the reference in use; 0 where there is none.
  private(set) var pathByteCount = 0

  /// The path in use, then one that is being copied; they change places when it is whole.
  private var path: UnsafeMutablePointer<UInt8>
  private var spare: UnsafeMutablePointer<UInt8>
  private var referenceSerial: UInt32 = 0
  private var version: UInt32 = 0
  private var versions = InlineArray<17, UInt32>(repeating: 0)

  /// Creates an account of nothing taken.
  init() {
    unsafe path = .allocate(capacity: Exchange.pathByteLimit + 1)
    unsafe path.initialize(repeating: 0, count: Exchange.pathByteLimit + 1)
    unsafe spare = .allocate(capacity: Exchange.pathByteLimit + 1)
    unsafe spare.initialize(repeating: 0, count: Exchange.pathByteLimit + 1)
  }

  deinit {
    unsafe path.deallocate()
    unsafe spare.deallocate()
  }

  /// The byte of the path at `index`; 0 behind its end.
  @_noLocks
  func pathByte(at index: Int) -> UInt8 { index < pathByteCount ? unsafe path[index] : 0 }

  /// Gives the chain what was left since the last call.
  ///
  /// What is being left right now is found by the next call.
  @_noLocks
  mutating func take(from exchange: borrowing ProfileExchange, into chain: inout MasteringChain) {
    let version = exchange.version
    guard version != self.version else { return }
    var isComplete = true
    for place in 0..<versions.count where exchange.version(of: place) != versions[place] {
      let isTaken =
        place == 0
        ? takeReference(from: exchange, into: &chain)
        : takeSlot(place, from: exchange, into: &chain)
      isComplete = isTaken && isComplete
    }
    if isComplete { self.version = version }
  }

  @_noLocks
  private mutating func takeSlot(
    _ slot: Int, from exchange: borrowing ProfileExchange, into chain: inout MasteringChain
  ) -> Bool {
    let version = exchange.version(of: slot)
    let track = exchange.track(in: slot)
    guard exchange.isUnchanged(slot, since: version) else { return false }
    chain.setTrack(track, at: .slot(slot))
    versions[slot] = version
    return true
  }

  @_noLocks
  private mutating func takeReference(
    from exchange: borrowing ProfileExchange, into chain: inout MasteringChain
  ) -> Bool {
    let version = exchange.version(of: 0)
    let track = exchange.track(in: 0)
    let serial = exchange.referenceSerial
    let hasFault = exchange.hasFault
    let count = unsafe exchange.copyPath(to: spare)
    guard exchange.isUnchanged(0, since: version) else { return false }
    unsafe swap(&path, &spare)
    pathByteCount = count
    isReferenceNews = true
    // Word of a fault alone leaves the match EQ in peace.
    if serial != referenceSerial { chain.setTrack(track, at: .reference) }
    referenceSerial = serial
    chain.hasProfileFault = hasFault
    versions[0] = version
    return true
  }
}

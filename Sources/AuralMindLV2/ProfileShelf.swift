import AuralMind

/// The profiles of an instance as their files' bytes, for the session to keep, and the way by which
/// they reach the audio thread as tracks.
///
/// Hosts save, restore and work on threads of their own, at the same time: all but the audio thread
/// wait for one another here.
@safe
struct ProfileShelf: ~Copyable {
  /// What the audio thread takes.
  let exchange = ProfileExchange()
  /// What the audio thread asks for.
  let request = PathRequest()

  private let log: HostLog
  private let lock = Lock()
  private let shelved: UnsafeMutablePointer<ShelvedProfiles>

  /// Creates an empty shelf that tells `log` what it cannot read.
  init(log: HostLog) {
    self.log = log
    unsafe shelved = .allocate(capacity: 1)
    unsafe shelved.initialize(to: ShelvedProfiles())
  }

  deinit {
    unsafe shelved.deinitialize(count: 1)
    unsafe shelved.deallocate()
  }

  /// Reads the library and gives its tracks to `chain`, before anybody else knows of either.
  func stock(_ chain: inout MasteringChain) {
    guard let folder = ProfileLibrary.folder else { return }
    for slot in 1...ProfileLibrary.slotCount {
      let path = ProfileLibrary.path(slot: slot, in: folder)
      do throws(LoadFault) {
        let profile = try ReadProfile(path: path)
        chain.setTrack(profile.track, at: .slot(slot))
        unsafe shelved.pointee.slots[slot] = profile.bytes
      } catch {
        // An empty slot is nothing to tell.
        if case .file(.missing) = error { continue }
        log.reject(path: path, because: error.reason)
      }
    }
  }

  /// Loads the file that was asked for last, where it was asked for since the last call.
  func serve() {
    let (path, version) = request.read()
    guard version != current.servedVersion else { return }
    let profile = read(path)
    lock.acquire()
    defer { lock.release() }
    unsafe shelved.pointee.servedVersion = version
    // What a session has restored meanwhile is the newer wish.
    if unsafe version != shelved.pointee.outdatedVersion { use(profile, path: path) }
  }

  /// Puts the reference of a session into use: its content, else the file at its path.
  ///
  /// A session without a reference has neither. False where what it has cannot be read, and then
  /// what is in use stays.
  func restore(_ reference: SessionReference) -> Bool {
    let profile = read(reference)
    lock.acquire()
    defer { lock.release() }
    unsafe shelved.pointee.outdatedVersion = request.version
    use(profile, path: reference.path)
    if case .unreadable = profile { return false }
    return true
  }

  /// Puts the content of a slot, from a session, in place of the library's; false where it cannot be
  /// read.
  func restore(slot: Int, content: [UInt8]) -> Bool {
    guard let profile = try? ReadProfile(bytes: content) else { return false }
    lock.acquire()
    defer { lock.release() }
    unsafe shelved.pointee.slots[slot] = profile.bytes
    exchange.leave(profile.track, slot: slot)
    return true
  }

  /// The profiles as they are now.
  var current: ShelvedProfiles {
    lock.acquire()
    defer { lock.release() }
    return unsafe shelved.pointee
  }

  /// What came of a wish for a reference.
  private enum Outcome {
    case none
    case profile(ReadProfile)
    case unreadable
  }

  private func read(_ path: [UInt8]) -> Outcome {
    guard !path.isEmpty else { return .none }
    do throws(LoadFault) {
      return .profile(try ReadProfile(path: path))
    } catch {
      log.reject(path: path, because: error.reason)
      return .unreadable
    }
  }

  private func read(_ reference: SessionReference) -> Outcome {
    guard let content = reference.content else { return read(reference.path) }
    if let profile = try? ReadProfile(bytes: content) { return .profile(profile) }
    return reference.path.isEmpty ? .unreadable : read(reference.path)
  }

  /// Puts a reference into use; the caller holds the lock.
  private func use(_ outcome: Outcome, path: [UInt8]) {
    switch outcome {
    case .none:
      unsafe shelved.pointee.path = []
      unsafe shelved.pointee.reference = []
      exchange.leave(reference: nil, path: [])
    case .profile(let profile):
      unsafe shelved.pointee.path = path
      unsafe shelved.pointee.reference = profile.bytes
      exchange.leave(reference: profile.track, path: path)
    case .unreadable:
      exchange.leaveFault()
    }
  }
}

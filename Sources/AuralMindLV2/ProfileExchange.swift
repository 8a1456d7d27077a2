import AuralMind
import Synchronization

/// The tracks that were loaded or restored, on their way to the audio thread.
///
/// Who writes holds the lock of the `ProfileShelf`.
@safe
struct ProfileExchange: ~Copyable {
  /// The reference that is set by hand, then the slots from 1.
  static let placeCount = 1 + ProfileLibrary.slotCount

  /// Where the rest of the reference is, behind its track: how often that was left, whether one
  /// that was asked for later could not be read, and the path of the one in use.
  private static let serialIndex = Exchange.trackWordCount
  private static let faultIndex = serialIndex + 1
  private static let pathIndex = faultIndex + 1

  private let places: UnsafeMutablePointer<Exchange>
  private let written = Atomic<UInt32>(0)

  /// Creates an exchange in which nothing was left.
  init() {
    unsafe places = .allocate(capacity: Self.placeCount)
    unsafe places.initialize(
      to: Exchange(count: Exchange.trackWordCount + 2 + Exchange.pathWordCount))
    for place in 1..<Self.placeCount {
      unsafe (places + place).initialize(to: Exchange(count: Exchange.trackWordCount))
    }
  }

  deinit {
    unsafe places.deinitialize(count: Self.placeCount)
    unsafe places.deallocate()
  }

  /// How often anything was left.
  var version: UInt32 {
    @_noLocks get { written.load(ordering: .acquiring) }
  }

  /// Leaves the track of a slot, from 1.
  func leave(_ track: KnownTrack?, slot: Int) {
    unsafe places[slot].beginWriting()
    unsafe places[slot].write(track, at: 0)
    unsafe places[slot].endWriting()
    written.add(1, ordering: .releasing)
  }

  /// Leaves the reference in use, with its path.
  func leave(reference track: KnownTrack?, path: [UInt8]) {
    let serial = referenceSerial
    unsafe places[0].beginWriting()
    unsafe places[0].write(track, at: 0)
    unsafe places[0].write(serial &+ 1, at: Self.serialIndex)
    unsafe places[0].write(0, at: Self.faultIndex)
    unsafe places[0].write(0, at: Self.pathIndex)
    unsafe path.withUnsafeBytes {
      guard let text = unsafe AtomBytes($0) else { return }
      unsafe places[0].writePath(
        text, count: min(text.count, Exchange.pathByteLimit), at: Self.pathIndex)
    }
    unsafe places[0].endWriting()
    written.add(1, ordering: .releasing)
  }

  /// Leaves word that a reference was asked for that could not be read: the one in use stays.
  func leaveFault() {
    unsafe places[0].beginWriting()
    unsafe places[0].write(1, at: Self.faultIndex)
    unsafe places[0].endWriting()
    written.add(1, ordering: .releasing)
  }

  /// How often something was left in a place, times two; odd while it changes.
  @_noLocks
  func version(of place: Int) -> UInt32 { unsafe places[place].version }

  /// Whether all that was read of a place since its version was `earlier` belongs together.
  @_noLocks
  func isUnchanged(_ place: Int, since earlier: UInt32) -> Bool {
    unsafe places[place].isUnchanged(since: earlier)
  }

  /// The track in a place; it counts only if `isUnchanged` says so afterwards.
  @_noLocks
  func track(in place: Int) -> KnownTrack? { unsafe places[place].reader.track(at: 0) }

  /// How often the track of the reference was left; it counts as `track` does.
  var referenceSerial: UInt32 {
    @_noLocks get { unsafe places[0].reader.word(at: Self.serialIndex) }
  }

  /// Whether the reference that was asked for last could not be read; it counts as `track` does.
  var hasFault: Bool {
    @_noLocks get { unsafe places[0].reader.word(at: Self.faultIndex) != 0 }
  }

  /// Copies the path of the reference in use, with a closing zero, and returns its length without;
  /// it counts as `track` does.
  @_noLocks
  func copyPath(to bytes: UnsafeMutablePointer<UInt8>) -> Int {
    let reader = unsafe places[0].reader
    let count = reader.pathByteCount(at: Self.pathIndex)
    for i in 0..<count { unsafe bytes[i] = reader.pathByte(i, at: Self.pathIndex) }
    unsafe bytes[count] = 0
    return count
  }
}

import CPOSIX

/// Loads files where the host offers no worker: a thread that looks for requests ten times a second,
/// so that asking costs the audio thread no system call.
@safe
struct LoaderThread: ~Copyable {
  private let shared: UnsafeMutablePointer<Shared>
  private let thread: pthread_t

  /// Starts to serve the requests of `shelf`, which outlives the thread; nil where the system has no
  /// thread to give.
  init?(serving shelf: UnsafeMutablePointer<ProfileShelf>) {
    unsafe shared = .allocate(capacity: 1)
    unsafe shared.initialize(to: Shared(shelf: shelf))
    // The host's signals are for the host's threads; a new thread inherits what is blocked here.
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    var started = pthread_t()
    let status = unsafe pthread_create(
      &started, nil,
      { argument in
        unsafe argument?.assumingMemoryBound(to: Shared.self).pointee.serve()
        return nil
      }, shared)
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    thread = started
    guard status == 0 else {
      unsafe shared.deinitialize(count: 1)
      unsafe shared.deallocate()
      return nil
    }
  }

  /// Ends at once, but for a file that is being read.
  deinit {
    unsafe shared.pointee.alarm.ring()
    pthread_join(thread, nil)
    unsafe shared.deinitialize(count: 1)
    unsafe shared.deallocate()
  }

  /// What both threads see.
  @safe
  private struct Shared: ~Copyable {
    private static let intervalNanoseconds = 100_000_000

    let alarm = Alarm()
    private let shelf: UnsafeMutablePointer<ProfileShelf>

    init(shelf: UnsafeMutablePointer<ProfileShelf>) {
      unsafe self.shelf = unsafe shelf
    }

    func serve() {
      while !alarm.rings(withinNanoseconds: Self.intervalNanoseconds) {
        unsafe shelf.pointee.serve()
      }
    }
  }
}

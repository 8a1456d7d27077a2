import CPOSIX

/// Lets one thread at a time touch what several threads share; never the audio thread.
@safe
struct Lock: ~Copyable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  /// Creates a lock that nobody holds.
  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe pthread_mutex_init(mutex, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Waits until nobody else holds the lock, then holds it.
  func acquire() {
    unsafe pthread_mutex_lock(mutex)
  }

  /// Lets the next one have it.
  func release() {
    unsafe pthread_mutex_unlock(mutex)
  }
}

import CPOSIX

/// Wakes a thread that waits, once and for all.
@safe
struct Alarm: ~Copyable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private let isRinging: UnsafeMutablePointer<Bool>

  /// Creates an alarm that is silent.
  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe isRinging = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe isRinging.initialize(to: false)
    unsafe pthread_mutex_init(mutex, nil)
    // A clock that nobody sets.
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(condition, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe isRinging.deallocate()
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Rings from now on.
  func ring() {
    unsafe pthread_mutex_lock(mutex)
    unsafe isRinging.pointee = true
    unsafe pthread_cond_signal(condition)
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Waits until the alarm rings, at most for a time below a second; whether it rings.
  func rings(withinNanoseconds nanoseconds: Int) -> Bool {
    var end = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &end)
    end.tv_nsec += nanoseconds
    if end.tv_nsec >= 1_000_000_000 {
      end.tv_nsec -= 1_000_000_000
      end.tv_sec += 1
    }
    unsafe pthread_mutex_lock(mutex)
    // Any status but success is the time that is over.
    while unsafe !isRinging.pointee, unsafe pthread_cond_timedwait(condition, mutex, &end) == 0 {}
    let rings = unsafe isRinging.pointee
    unsafe pthread_mutex_unlock(mutex)
    return rings
  }
}

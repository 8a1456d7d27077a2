import CLV2

/// A host's worker: it calls the plugin's `work` when a test says so, or at once.
final class Worker {
  /// How it takes what the plugin schedules.
  enum Manner {
    /// Until `work` is called.
    case queued
    /// At once, on the thread that asks, as hosts may do when they do not run in real time.
    case immediate
    /// Not at all: there is no room.
    case full
  }

  /// How it takes what is scheduled from now on.
  var manner: Manner
  /// What was scheduled and is not done.
  private(set) var waiting = 0
  private weak var plugin: Plugin?
  private let schedule = UnsafeMutablePointer<LV2_Worker_Schedule>.allocate(capacity: 1)

  /// A worker of that manner, for one plugin.
  init(_ manner: Manner = .queued) {
    self.manner = manner
  }

  deinit { schedule.deallocate() }

  /// The data of the host's feature.
  var feature: UnsafeMutableRawPointer {
    schedule.initialize(
      to: LV2_Worker_Schedule(
        handle: Unmanaged.passUnretained(self).toOpaque(),
        schedule_work: { handle, _, _ in
          guard let handle else { return LV2_WORKER_ERR_UNKNOWN }
          return Unmanaged<Worker>.fromOpaque(handle).takeUnretainedValue().take()
        }))
    return UnsafeMutableRawPointer(schedule)
  }

  /// Belongs to that plugin from now on.
  func serve(_ plugin: Plugin) { self.plugin = plugin }

  /// Does what was scheduled.
  func work() {
    while waiting > 0 {
      waiting -= 1
      call()
    }
  }

  private func take() -> LV2_Worker_Status {
    switch manner {
    case .queued: waiting += 1
    case .immediate: call()
    case .full: return LV2_WORKER_ERR_NO_SPACE
    }
    return LV2_WORKER_SUCCESS
  }

  private func call() {
    guard let plugin,
      let interface = plugin.descriptor.pointee.extension_data(
        "http://lv2plug.in/ns/ext/worker#interface")
    else { return }
    let worker = interface.assumingMemoryBound(to: LV2_Worker_Interface.self)
    _ = worker.pointee.work(plugin.handle, { _, _, _ in LV2_WORKER_SUCCESS }, nil, 0, nil)
  }
}

import CLilv
import Dispatch
import Synchronization

/// A host's worker: work is done on a thread of its own and answered after the next run.
final class HostWorker: @unchecked Sendable {
  private let queue = DispatchQueue(label: "worker")
  private let answers = Mutex<[[UInt8]]>([])
  private var interface: UnsafePointer<LV2_Worker_Interface>?
  private var handle: LV2_Handle?

  /// Works for an instance; set before anything is scheduled.
  func serve(_ instance: UnsafeMutablePointer<LilvInstance>) {
    handle = instance.pointee.lv2_handle
    interface = instance.pointee.lv2_descriptor.pointee.extension_data?(URI.worker)?
      .assumingMemoryBound(to: LV2_Worker_Interface.self)
  }

  /// As a host passes it.
  var feature: LV2_Worker_Schedule {
    LV2_Worker_Schedule(handle: Unmanaged.passUnretained(self).toOpaque()) { handle, size, data in
      guard let handle else { return LV2_WORKER_ERR_UNKNOWN }
      let worker = Unmanaged<HostWorker>.fromOpaque(handle).takeUnretainedValue()
      let bytes = Array(UnsafeRawBufferPointer(start: data, count: Int(size)))
      worker.queue.async { worker.work(bytes) }
      return LV2_WORKER_SUCCESS
    }
  }

  private func work(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { bytes in
      interface?.pointee.work?(
        handle,
        { handle, size, data in
          guard let handle else { return LV2_WORKER_ERR_UNKNOWN }
          let worker = Unmanaged<HostWorker>.fromOpaque(handle).takeUnretainedValue()
          let answer = Array(UnsafeRawBufferPointer(start: data, count: Int(size)))
          worker.answers.withLock { $0.append(answer) }
          return LV2_WORKER_SUCCESS
        }, Unmanaged.passUnretained(self).toOpaque(), UInt32(bytes.count), bytes.baseAddress)
    }
  }

  /// Hands over what has been answered; called after each run, on its thread.
  func deliver() {
    let answers = answers.withLock { answers in
      defer { answers = [] }
      return answers
    }
    for answer in answers {
      _ = answer.withUnsafeBytes {
        interface?.pointee.work_response?(handle, UInt32($0.count), $0.baseAddress)
      }
    }
    _ = interface?.pointee.end_run?(handle)
  }

  /// Waits until nothing is left to do.
  func finish() { queue.sync {} }
}

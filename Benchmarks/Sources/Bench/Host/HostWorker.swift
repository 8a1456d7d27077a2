import CLilv

/// A worker without a thread: what a plugin asks for in `run` is done after it, where no clock is running.
final class HostWorker {
  private var requests: [[UInt8]] = []
  private var answers: [[UInt8]] = []
  private var interface: UnsafePointer<LV2_Worker_Interface>?
  private var handle: LV2_Handle?

  /// Works for an instance.
  func serve(_ instance: UnsafeMutablePointer<LilvInstance>) {
    handle = instance.pointee.lv2_handle
    interface = lilv_instance_get_extension_data(instance, URI.worker)?
      .assumingMemoryBound(to: LV2_Worker_Interface.self)
  }

  /// As a host passes it.
  var feature: LV2_Worker_Schedule {
    LV2_Worker_Schedule(handle: Unmanaged.passUnretained(self).toOpaque()) { handle, size, data in
      guard let handle else { return LV2_WORKER_ERR_UNKNOWN }
      Unmanaged<HostWorker>.fromOpaque(handle).takeUnretainedValue().requests
        .append(Array(UnsafeRawBufferPointer(start: data, count: Int(size))))
      return LV2_WORKER_SUCCESS
    }
  }

  /// Does what was asked for in the run before, and hands over the answers.
  func work() {
    guard let interface, let handle else { return }
    for request in requests {
      _ = request.withUnsafeBytes { bytes in
        interface.pointee.work?(
          handle,
          { handle, size, data in
            guard let handle else { return LV2_WORKER_ERR_UNKNOWN }
            Unmanaged<HostWorker>.fromOpaque(handle).takeUnretainedValue().answers
              .append(Array(UnsafeRawBufferPointer(start: data, count: Int(size))))
            return LV2_WORKER_SUCCESS
          }, Unmanaged.passUnretained(self).toOpaque(), UInt32(bytes.count), bytes.baseAddress)
      }
    }
    requests.removeAll(keepingCapacity: true)
    for answer in answers {
      _ = answer.withUnsafeBytes {
        interface.pointee.work_response?(handle, UInt32($0.count), $0.baseAddress)
      }
    }
    answers.removeAll(keepingCapacity: true)
    _ = interface.pointee.end_run?(handle)
  }
}

import AuralMind
import CLV2

/// The tables of functions that the host calls; they live as long as the library is loaded.
@unsafe
struct Exports {
  /// The plugin.
  let descriptor: UnsafeMutablePointer<LV2_Descriptor>
  /// Saving and restoring.
  let state: UnsafeMutablePointer<LV2_State_Interface>
  /// Loading files.
  let worker: UnsafeMutablePointer<LV2_Worker_Interface>

  /// Allocates and fills the tables.
  init() {
    unsafe descriptor = .allocate(capacity: 1)
    unsafe descriptor.initialize(
      to: LV2_Descriptor(
        URI: cString(URI.plugin),
        instantiate: { _, rate, _, features in
          guard MasteringChain.sampleRates.contains(rate) else { return nil }
          let instance = UnsafeMutablePointer<Instance>.allocate(capacity: 1)
          unsafe instance.initialize(
            to: Instance(sampleRate: rate, features: HostFeatures(features)))
          return UnsafeMutableRawPointer(instance)
        },
        connect_port: { handle, port, location in
          unsafe instance(handle)?.pointee.ports.connect(port, to: location)
        },
        activate: { unsafe instance($0)?.pointee.activate() },
        run: { unsafe instance($0)?.pointee.run(frames: Int($1)) },
        deactivate: { unsafe instance($0)?.pointee.deactivate() },
        cleanup: { handle in
          guard let instance = unsafe instance(handle) else { return }
          unsafe instance.pointee.close()
          unsafe instance.deinitialize(count: 1)
          unsafe instance.deallocate()
        },
        extension_data: { uri in
          if unsafe spells(uri, URI.stateInterface) {
            return unsafe UnsafeRawPointer(exports.state)
          }
          return unsafe spells(uri, URI.workerInterface) ? UnsafeRawPointer(exports.worker) : nil
        }))
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(
      to: LV2_State_Interface(
        save: { handle, store, target, _, features in
          guard let instance = unsafe instance(handle) else { return LV2_STATE_ERR_UNKNOWN }
          return unsafe instance.pointee.save(
            store: store, handle: target, features: HostFeatures(features))
        },
        restore: { handle, retrieve, source, _, features in
          guard let instance = unsafe instance(handle) else { return LV2_STATE_ERR_UNKNOWN }
          return unsafe instance.pointee.restore(
            retrieve: retrieve, handle: source, features: HostFeatures(features))
        }))
    unsafe worker = .allocate(capacity: 1)
    unsafe worker.initialize(
      to: LV2_Worker_Interface(
        work: { handle, _, _, _, _ in
          guard let instance = unsafe instance(handle) else { return LV2_WORKER_ERR_UNKNOWN }
          unsafe instance.pointee.shelf.pointee.serve()
          return LV2_WORKER_SUCCESS
        },
        // What was loaded reaches the audio thread by the shelf's exchange.
        work_response: { _, _, _ in LV2_WORKER_SUCCESS }, end_run: nil))
  }
}

@_noLocks
private func instance(_ handle: LV2_Handle?) -> UnsafeMutablePointer<Instance>? {
  unsafe handle?.assumingMemoryBound(to: Instance.self)
}

/// The tables, made by whoever asks first: hosts may scan on several threads at once.
nonisolated(unsafe) let exports = unsafe Exports()

import CLilv

/// What a full host offers at instantiation; it stays in place as long as the instance.
final class Offer {
  /// The longest block that is ever run, in frames.
  static let longestBlock = 8_192

  /// What does the work a plugin asks for.
  let worker = HostWorker()
  /// The list, which ends with nil.
  let features: UnsafeMutablePointer<UnsafePointer<LV2_Feature>?>
  private var owned: [UnsafeMutableRawPointer] = []

  /// What is offered at a sample rate in Hz.
  init(sampleRate: Double) {
    features = .allocate(capacity: 8)
    let map = keep(URIDMap.shared.map)
    let unmap = keep(URIDMap.shared.unmap)
    let schedule = keep(worker.feature)
    let log = keep(silent_log())
    let lengths: [(String, Int)] = [
      (URI.minBlockLength, 1), (URI.maxBlockLength, Self.longestBlock),
      (URI.nominalBlockLength, 256), (URI.sequenceSize, Instance.eventBytes),
    ]
    let options = UnsafeMutablePointer<LV2_Options_Option>.allocate(capacity: lengths.count + 2)
    owned.append(options)
    for (index, (name, length)) in lengths.enumerated() {
      (options + index).initialize(to: option(name, URI.int, keep(Int32(length))))
    }
    (options + lengths.count).initialize(
      to: option(URI.sampleRate, URI.float, keep(Float(sampleRate))))
    (options + lengths.count + 1).initialize(to: LV2_Options_Option())
    let offered: [(String, UnsafeMutableRawPointer?)] = [
      (URI.map, map), (URI.unmap, unmap), (URI.options, UnsafeMutableRawPointer(options)),
      (URI.schedule, schedule), (URI.log, log), (URI.boundedBlockLength, nil),
    ]
    for (index, (name, data)) in offered.enumerated() {
      let feature = keep(LV2_Feature(URI: keep(text: name), data: data))
      features[index] = UnsafePointer(feature.assumingMemoryBound(to: LV2_Feature.self))
    }
    features[offered.count] = nil
  }

  deinit {
    for memory in owned { memory.deallocate() }
    features.deallocate()
  }

  private func option(
    _ name: String, _ type: String, _ value: UnsafeMutableRawPointer
  ) -> LV2_Options_Option {
    LV2_Options_Option(
      context: LV2_OPTIONS_INSTANCE, subject: 0, key: URIDMap.shared.number(of: name), size: 4,
      type: URIDMap.shared.number(of: type), value: value)
  }

  private func keep(text: String) -> UnsafeMutablePointer<CChar> {
    let bytes = text.utf8CString
    let memory = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
    _ = memory.initialize(from: bytes)
    owned.append(UnsafeMutableRawPointer(memory.baseAddress.unsafelyUnwrapped))
    return memory.baseAddress.unsafelyUnwrapped
  }

  private func keep<Value: BitwiseCopyable>(_ value: Value) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    memory.initialize(to: value)
    owned.append(memory)
    return UnsafeMutableRawPointer(memory)
  }
}

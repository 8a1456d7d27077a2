import CLilv
import Foundation

/// What a full host offers at instantiation; it stays in place as long as the instance.
final class Offer {
  let worker = HostWorker()
  private let map: UnsafeMutablePointer<LV2_URID_Map>
  private let unmap: UnsafeMutablePointer<LV2_URID_Unmap>
  private let schedule: UnsafeMutablePointer<LV2_Worker_Schedule>
  private let numbers: UnsafeMutablePointer<Int32>
  private let rate: UnsafeMutablePointer<Float>
  private let options: UnsafeMutablePointer<LV2_Options_Option>
  private let entries: UnsafeMutablePointer<LV2_Feature>
  /// The list, which ends with nil.
  let features: UnsafeMutablePointer<UnsafePointer<LV2_Feature>?>
  private let names: [UnsafeMutablePointer<CChar>?]

  /// What is offered at a sample rate in Hz.
  init(rate sampleRate: Double) {
    map = .allocate(capacity: 1)
    map.initialize(to: URIDMap.shared.map)
    unmap = .allocate(capacity: 1)
    unmap.initialize(to: URIDMap.shared.unmap)
    schedule = .allocate(capacity: 1)
    schedule.initialize(to: worker.feature)
    numbers = .allocate(capacity: 3)
    numbers.initialize(to: 0)
    (numbers + 1).initialize(to: 65_536)
    (numbers + 2).initialize(to: 8_192)
    rate = .allocate(capacity: 1)
    rate.initialize(to: Float(sampleRate))
    let intType = URIDMap.shared.number(of: URI.int)
    let sizes = [URI.minBlockLength, URI.maxBlockLength, URI.sequenceSize]
    options = .allocate(capacity: 5)
    for (index, name) in sizes.enumerated() {
      (options + index).initialize(
        to: LV2_Options_Option(
          context: LV2_OPTIONS_INSTANCE, subject: 0, key: URIDMap.shared.number(of: name), size: 4,
          type: intType, value: numbers + index))
    }
    (options + 3).initialize(
      to: LV2_Options_Option(
        context: LV2_OPTIONS_INSTANCE, subject: 0,
        key: URIDMap.shared.number(of: URI.sampleRate), size: 4,
        type: URIDMap.shared.number(of: URI.float), value: rate))
    (options + 4).initialize(to: LV2_Options_Option())
    let offered: [(String, UnsafeMutableRawPointer?)] = [
      (URI.map, UnsafeMutableRawPointer(map)), (URI.unmap, UnsafeMutableRawPointer(unmap)),
      (URI.options, UnsafeMutableRawPointer(options)),
      (URI.schedule, UnsafeMutableRawPointer(schedule)),
      (URI.boundedBlockLength, nil), (URI.threadSafeRestore, nil),
    ]
    names = offered.map { strdup($0.0) }
    entries = .allocate(capacity: offered.count)
    features = .allocate(capacity: offered.count + 1)
    for (index, (_, data)) in offered.enumerated() {
      (entries + index).initialize(to: LV2_Feature(URI: names[index], data: data))
      (features + index).initialize(to: UnsafePointer(entries + index))
    }
    (features + offered.count).initialize(to: nil)
  }

  deinit {
    for name in names { free(name) }
    features.deallocate()
    entries.deallocate()
    options.deallocate()
    rate.deallocate()
    numbers.deallocate()
    schedule.deallocate()
    unmap.deallocate()
    map.deallocate()
  }
}

import CLilv
import CMachine

/// One instance of a stereo plugin, ready to run.
final class Instance {
  /// What an event port is given, in bytes, unless it wants more.
  static let eventBytes = 65_536

  /// One buffer of events, and what it holds before a run.
  private struct EventBuffer {
    let memory: UnsafeMutableRawPointer
    let isInput: Bool
    let byteCount: Int
  }

  private let plugin: Plugin
  private let instance: UnsafeMutablePointer<LilvInstance>
  private let offer: Offer
  private let values: UnsafeMutablePointer<Float>
  private var events: [EventBuffer] = []
  private let inputs: [UInt32]
  private let outputs: [UInt32]
  private let sound = UnsafeMutablePointer<Float>.allocate(capacity: 2 * Offer.longestBlock)
  private let sequenceType = URIDMap.shared.number(of: URI.sequence)
  private let chunkType = URIDMap.shared.number(of: URI.chunk)

  /// How long instantiating and activating took, in seconds.
  let startSeconds: Double

  /// The bytes of this host's own buffers, which are none of the plugin's.
  var hostBytes: Int {
    events.reduce(4 * plugin.ports.count + 8 * Offer.longestBlock) { $0 + $1.byteCount }
  }

  /// Instantiates, sets controls, activates.
  init(_ plugin: Plugin, sampleRate: Double, settings: [String: Float]) throws(BenchFault) {
    self.plugin = plugin
    offer = Offer(sampleRate: sampleRate)
    let audio = (plugin.indices(.audioInput), plugin.indices(.audioOutput))
    inputs = audio.0.prefix(2).map { UInt32($0) }
    outputs = audio.1.prefix(2).map { UInt32($0) }
    guard inputs.count == 2, outputs.count == 2 else { throw .notStereo }
    values = .allocate(capacity: plugin.ports.count)
    for (index, port) in plugin.ports.enumerated() { (values + index).initialize(to: port.initial) }
    for (symbol, value) in settings {
      guard let index = plugin.index(symbol) else { throw .noPort(symbol) }
      values[index] = value
    }
    let start = Clock.wallSeconds
    guard let instance = lilv_plugin_instantiate(plugin.plugin, sampleRate, offer.features) else {
      throw .refused(sampleRate)
    }
    let instantiated = Clock.wallSeconds
    self.instance = instance
    offer.worker.serve(instance)
    for (index, port) in plugin.ports.enumerated() {
      switch port.kind {
      case .audioInput, .audioOutput: continue
      case .control, .meter:
        lilv_instance_connect_port(instance, UInt32(index), values + index)
      case .eventInput, .eventOutput:
        let byteCount = max(Self.eventBytes, port.leastBytes)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 8)
        lilv_instance_connect_port(instance, UInt32(index), memory)
        events.append(
          EventBuffer(memory: memory, isInput: port.kind == .eventInput, byteCount: byteCount))
      }
    }
    lilv_instance_connect_port(instance, outputs[0], sound)
    lilv_instance_connect_port(instance, outputs[1], sound + Offer.longestBlock)
    let activating = Clock.wallSeconds
    lilv_instance_activate(instance)
    startSeconds = instantiated - start + Clock.wallSeconds - activating
  }

  deinit {
    lilv_instance_deactivate(instance)
    lilv_instance_free(instance)
    for event in events { event.memory.deallocate() }
    sound.deallocate()
    values.deallocate()
  }

  /// The latency the plugin tells, in frames; nil where it tells none.
  var latencyFrames: Int? { plugin.latencyPort.map { Int(values[$0]) } }

  /// Runs a block of a programme between a start and an end: a clock's, or a counter's.
  @inline(__always)
  private func run(
    _ programme: Programme, at frame: Int, frames: Int, begin: () -> Void, end: () -> Void
  ) {
    lilv_instance_connect_port(instance, inputs[0], programme.left + frame)
    lilv_instance_connect_port(instance, inputs[1], programme.right + frame)
    clearEvents()
    begin()
    lilv_instance_run(instance, UInt32(frames))
    end()
    offer.worker.work()
  }

  /// Runs a piece of a programme in blocks and tells what each of them cost, in seconds of this thread's
  /// CPU time, from frame `first` on.
  func measure(
    _ programme: Programme, _ piece: Range<Int>, block: Int, from first: Int
  ) -> [Double] {
    let clockCost = Clock.cost
    var seconds: [Double] = []
    seconds.reserveCapacity(piece.count / block)
    var start = 0.0
    var elapsed = 0.0
    for frame in stride(from: piece.lowerBound, through: piece.upperBound - block, by: block) {
      run(
        programme, at: frame, frames: block, begin: { start = Clock.threadSeconds },
        end: { elapsed = Clock.threadSeconds - start - clockCost })
      if frame >= first { seconds.append(max(0, elapsed)) }
    }
    return seconds
  }

  /// Runs a programme once without a clock; returns the highest sample that came out, as an amplitude.
  ///
  /// What a plugin puts out while its first look-ahead fills is left out.
  func warm(_ programme: Programme) -> Float {
    let block = 1_024
    var peak: Float = 0
    for frame in stride(from: 0, through: programme.frames - block, by: block) {
      run(programme, at: frame, frames: block, begin: {}, end: {})
      guard frame > programme.frames / 4 else { continue }
      for i in 0..<block {
        peak = max(peak, abs(sound[i]), abs(sound[Offer.longestBlock + i]))
      }
    }
    return peak
  }

  /// Runs a programme in blocks; callgrind counts from frame `first` on, and nothing but `run`.
  func count(_ programme: Programme, block: Int, from first: Int) {
    for frame in stride(from: 0, through: programme.frames - block, by: block) {
      let isCounted = frame >= first
      run(
        programme, at: frame, frames: block, begin: { if isCounted { toggle_counting() } },
        end: { if isCounted { toggle_counting() } })
    }
  }

  /// Empties the event ports, as a host does before every run.
  private func clearEvents() {
    for event in events {
      let bytes = event.isInput ? 8 : UInt32(event.byteCount - 8)
      event.memory.storeBytes(of: bytes, as: UInt32.self)
      event.memory.storeBytes(
        of: event.isInput ? sequenceType : chunkType, toByteOffset: 4, as: UInt32.self)
      event.memory.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
    }
  }
}

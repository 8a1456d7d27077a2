import CLilv

/// One instance of the plugin, as a full host makes it: with a map, options, a bound on blocks and a
/// worker.
final class Instance {
  let plugin: PluginUnderTest
  let instance: UnsafeMutablePointer<LilvInstance>
  /// One value for each port, where the plugin reads and writes it.
  let values: UnsafeMutablePointer<Float>
  private let events: [UnsafeMutableRawPointer?]
  private let offer: Offer
  private let eventBytes = 8_192

  /// Instantiates; nil where the plugin refuses.
  init?(_ plugin: PluginUnderTest, rate: Double = 48_000) {
    self.plugin = plugin
    offer = Offer(rate: rate)
    guard let instance = lilv_plugin_instantiate(plugin.plugin, rate, offer.features) else {
      return nil
    }
    self.instance = instance
    offer.worker.serve(instance)
    let values = UnsafeMutablePointer<Float>.allocate(capacity: plugin.ports.count)
    self.values = values
    let bytes = eventBytes
    events = plugin.ports.enumerated().map { index, port in
      (values + index).initialize(to: port.initial.isFinite ? port.initial : 0)
      switch port.kind {
      case .control, .meter:
        lilv_instance_connect_port(instance, UInt32(index), values + index)
        return nil
      case .eventInput, .eventOutput:
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 8)
        lilv_instance_connect_port(instance, UInt32(index), buffer)
        return buffer
      case .audioInput, .audioOutput:
        return nil
      }
    }
  }

  deinit {
    offer.worker.finish()
    lilv_instance_free(instance)
    for buffer in events { buffer?.deallocate() }
    values.deallocate()
  }

  /// The value of a port by its symbol.
  subscript(symbol: String) -> Float {
    get { values[plugin.index(symbol)] }
    set { values[plugin.index(symbol)] = newValue }
  }

  func activate() { lilv_instance_activate(instance) }
  func deactivate() { lilv_instance_deactivate(instance) }

  /// Runs with whatever audio buffers are connected.
  func run(frames: Int) {
    for (buffer, port) in zip(events, plugin.ports) {
      guard let buffer else { continue }
      let isInput = port.kind == .eventInput
      let type = isInput ? URI.sequence : URI.chunk
      buffer.storeBytes(of: isInput ? 8 : UInt32(eventBytes - 8), as: UInt32.self)
      buffer.storeBytes(of: URIDMap.shared.number(of: type), toByteOffset: 4, as: UInt32.self)
      if isInput { buffer.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self) }
    }
    lilv_instance_run(instance, UInt32(frames))
    offer.worker.deliver()
  }

  /// Connects an audio port.
  func connect(_ port: Int, _ buffer: UnsafeMutablePointer<Float>?) {
    lilv_instance_connect_port(instance, UInt32(port), buffer)
  }

  /// Runs once on a piece of sound, in buffers exactly as long as it is, and returns what comes out.
  func run(_ sound: Stereo) -> Stereo {
    let buffers = (0..<4).map { _ in
      UnsafeMutableBufferPointer<Float>.allocate(capacity: max(sound.count, 1))
    }
    defer { for buffer in buffers { buffer.deallocate() } }
    _ = buffers[0].update(from: sound.left)
    _ = buffers[1].update(from: sound.right)
    // What the plugin leaves out is found.
    for buffer in buffers[2...] { buffer.initialize(repeating: .nan) }
    let ports = plugin.indices(.audioInput) + plugin.indices(.audioOutput)
    for (port, buffer) in zip(ports, buffers) { connect(port, buffer.baseAddress) }
    run(frames: sound.count)
    return Stereo(
      left: Array(buffers[2].prefix(sound.count)), right: Array(buffers[3].prefix(sound.count)))
  }

  /// Runs a longer piece in blocks of the lengths that are given, again and again.
  func process(_ sound: Stereo, blocks: [Int] = [512]) -> Stereo {
    var output = Stereo()
    var start = 0
    var turn = 0
    while start < sound.count {
      let length = min(blocks[turn % blocks.count], sound.count - start)
      output.append(run(sound.piece(start..<start + length)))
      start += length
      turn += 1
    }
    return output
  }
}

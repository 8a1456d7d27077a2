import CLilv
import CRealtime

/// The processor's floating-point settings are the host's, whatever they are, after every call.
func checkProcessorState(_ plugin: PluginUnderTest, _ findings: Findings) {
  let own = float_control_read()
  defer { float_control_write(own) }
  var chance = Chance(seed: 20)
  let sound = chance.programme(frames: 512)
  // As compilers leave it; flushing both ways; each way alone; rounding down, up and to zero.
  for bits in [0x1f80, 0x9fc0, 0x9f80, 0x1fc0, 0x3f80, 0x5f80, 0x7f80] as [UInt32] {
    func settingsAfter(_ call: () -> Void) -> UInt32 {
      float_control_write(bits)
      call()
      let after = float_control_read()
      float_control_write(own)
      // The lowest six tell what has happened so far; the rest is how to work.
      return after & ~0x3f
    }
    var instance: Instance?
    var after: [UInt32] = []
    after.append(settingsAfter { instance = Instance(plugin) })
    after.append(settingsAfter { instance?.activate() })
    for _ in 0..<20 { after.append(settingsAfter { _ = instance?.run(sound) }) }
    after.append(settingsAfter { _ = instance.map { Session(of: $0).restore(to: $0) } })
    after.append(settingsAfter { instance?.deactivate() })
    after.append(settingsAfter { instance = nil })
    for (call, settings) in after.enumerated() {
      findings.expect(
        settings == bits,
        "call \(call) left \(String(settings, radix: 16)) of \(String(bits, radix: 16))")
      findings.count()
    }
  }
}

/// How far down the stack a run goes: the audio threads of JACK have 512 KiB, and musl's threads 128.
func checkStack(_ plugin: PluginUnderTest, _ findings: Findings) {
  let size = 1 << 20
  let allowed = 120 << 10
  for phase in 0..<3 {
    guard let instance = Instance(plugin) else { return findings.add("refused") }
    instance["phase"] = Float(phase)
    instance["dither"] = 1
    instance["warmth"] = 30
    instance["reference"] = 1
    instance.activate()
    let stack = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 4_096)
    defer { stack.deallocate() }
    for frames in [64, 8_192] {
      stack.initializeMemory(as: UInt8.self, repeating: 0xA5)
      let audio = UnsafeMutablePointer<Float>.allocate(capacity: frames * 4)
      audio.initialize(repeating: 0.25, count: frames * 4)
      defer { audio.deallocate() }
      let ports = plugin.indices(.audioInput) + plugin.indices(.audioOutput)
      for (index, port) in ports.enumerated() { instance.connect(port, audio + index * frames) }
      var job = StackJob(instance: Unmanaged.passUnretained(instance), frames: frames)
      let status = withUnsafeMutablePointer(to: &job) { job in
        run_on_stack(
          stack.baseAddress, size,
          { job in
            guard let job = job?.assumingMemoryBound(to: StackJob.self) else { return nil }
            let instance = job.pointee.instance.takeUnretainedValue()
            for _ in 0..<200_000 / job.pointee.frames { instance.run(frames: job.pointee.frames) }
            return nil
          }, job)
      }
      findings.expect(status == 0, "no thread: \(status)")
      let depth = stack.firstIndex { $0 != 0xA5 }.map { size - $0 } ?? 0
      findings.expect(depth <= allowed, "phase \(phase), \(frames) frames: \(depth) bytes of stack")
      findings.count()
    }
  }
}

/// What the thread with the measured stack has to do.
private struct StackJob {
  let instance: Unmanaged<Instance>
  let frames: Int
}

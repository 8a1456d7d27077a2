import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// Off and Hold, and how the governor passes from one to the other.
@Suite struct GovernorTests {
  @Test("Off is unity to the last bit, whatever its controls say")
  func off() {
    var settings = Settings.neutral
    settings.governorGainDecibels = 24
    settings.delivery = .ebuR128
    let signal = scaled(pinkNoise(seconds: 1, sampleRate: 48_000), decibels: -6)
    let latency = MasteringChain(sampleRate: 48_000).latencyFrames
    #expect(mastered(signal, settings) == delayed(signal, frames: latency))
  }

  @Test("Hold applies its gain exactly", arguments: [Float(-24), -6.5, -0.1, 0.1, 3, 12, 24])
  func hold(decibels: Float) {
    var settings = Settings.neutral
    settings.governor = .hold
    settings.governorGainDecibels = decibels
    // Quiet enough to stay under the ceiling.
    let signal = pinkNoise(rms: 0.003, seconds: 0.5, sampleRate: 48_000)
    let latency = MasteringChain(sampleRate: 48_000).latencyFrames
    let gain = Float(amplitude(decibels: Double(decibels)))
    #expect(mastered(signal, settings) == delayed(signal, frames: latency).map { $0 * gain })
  }

  @Test("a change of the gain glides, takes 20 to 50 ms, and ends exactly")
  func glide() {
    let signal = Signal(repeating: Frame(repeating: 0.01), count: 48_000)
    let change = 24_000
    var settings = Settings.neutral
    settings.governor = .hold
    // The one phase in which nothing but the look-ahead of the stages lies before the governor.
    settings.phase = .minimum
    var chain = MasteringChain(sampleRate: 48_000)
    chain.settings = settings
    chain.restart()
    let output = mastered(signal) { frame in
      settings.governorGainDecibels = frame < change ? 0 : 12
      return settings
    }
    let start = change + chain.latencyFrames - Int(0.0007 * 48_000)
    let gain = Float(amplitude(decibels: 12))
    #expect(output[start - 1].x == 0.01)
    for i in start..<(start + 2_400) {
      #expect(output[i + 1].x >= output[i].x)
      // No step of more than a thirtieth of the way in a thirtieth of the time.
      #expect(output[i + 1].x - output[i].x < 0.01 * (gain - 1) / 480)
    }
    #expect(output[start + 960].x < 0.01 * gain * 0.99)
    #expect(output[start + 2_400].x == 0.01 * gain)
  }

  @Test("says what it does")
  func states() {
    var chain = MasteringChain(sampleRate: 48_000)
    let signal = silence(seconds: 0.1, sampleRate: 48_000)
    let expected: [(GovernorMode, GovernorState)] = [
      (.off, .off), (.hold, .holding), (.learn, .waiting),
    ]
    for (mode, state) in expected {
      chain.settings.governor = mode
      _ = rendered(signal) { chain.process(&$0) }
      #expect(chain.meters.governorState == state)
    }
  }

  @Test("from Hold to Learn and back the gain never jumps")
  func modes() {
    var chain = MasteringChain(sampleRate: 48_000)
    chain.settings.governor = .hold
    chain.settings.governorGainDecibels = 6
    chain.restart()
    let signal = pinkNoise(rms: 0.05, seconds: 8, sampleRate: 48_000)
    var frame = 0
    var last = 6.0
    var fastest = 0.0
    _ = rendered(signal, blockLengths: [64]) { block in
      let modes: [GovernorMode] = [.hold, .learn, .off, .learn, .hold, .learn, .off, .hold]
      chain.settings.governor = modes[frame / 48_000]
      chain.process(&block)
      fastest = max(fastest, abs(chain.meters.appliedGainDecibels - last))
      last = chain.meters.appliedGainDecibels
      frame += block.count
    }
    // A glide of 30 ms over at most 20 dB, in quanta of 64 frames.
    #expect(fastest <= 20.0 / 22)
    #expect(abs(last - 6) < 1e-9)
  }
}

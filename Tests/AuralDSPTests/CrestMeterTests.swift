import AuralDSP
import Support
import Testing

@Suite struct CrestMeterTests {
  private func meter(hearing signal: Signal) -> CrestMeter {
    var meter = CrestMeter(seconds: 3, sampleRate: 48_000)
    for start in stride(from: 0, to: signal.count - 15, by: 16) {
      let heard = left(signal[start..<start + 16])
      meter.hear(
        peak: heard.map(abs).max() ?? 0, energy: heard.reduce(0) { $0 + $1 * $1 }, frames: 16)
    }
    return meter
  }

  @Test("a sine has a crest of 3.01 dB at any level", arguments: [1.0, 0.001])
  func sineCrest(amplitude: Double) {
    let tone = sine(hertz: 1_000, amplitude: amplitude, seconds: 5, sampleRate: 48_000)
    #expect(abs(meter(hearing: tone).crestDecibels - 3.01) < 0.01)
  }

  @Test("a peak counts at once, and is forgotten after the window")
  func peak() {
    let tone = sine(hertz: 1_000, amplitude: 0.1, seconds: 4, sampleRate: 48_000)
    let click = Signal(repeating: Frame(1, 1), count: 16)
    #expect(meter(hearing: tone + click).crestDecibels > 22)
    #expect(abs(meter(hearing: tone + click + tone).crestDecibels - 3.01) < 0.01)
  }

  @Test("silence has no crest, and reset forgets")
  func silent() {
    #expect(meter(hearing: silence(seconds: 1, sampleRate: 48_000)).crestDecibels == 0)
    var used = meter(hearing: sine(hertz: 100, seconds: 4, sampleRate: 48_000))
    used.reset()
    #expect(used.crestDecibels == 0)
  }
}

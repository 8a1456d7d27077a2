import AuralDSP
import Support
import Testing

@Suite struct CorrelationMeterTests {
  private func correlation(_ signal: Signal, sampleRate: Double = 48_000) -> Double {
    var meter = CorrelationMeter(sampleRate: sampleRate)
    _ = rendered(signal, blockLengths: [64]) { meter.process(&$0) }
    return meter.correlation
  }

  @Test("mono reads 1, one side inverted -1, silence and one side alone 0")
  func poles() {
    let mono = sine(hertz: 440, amplitude: 0.3, seconds: 1, sampleRate: 48_000)
    #expect(abs(correlation(mono) - 1) < 1e-9)
    #expect(abs(correlation(mono.map { Frame($0.x, -0.1 * $0.x) }) + 1) < 1e-9)
    #expect(correlation(mono.map { Frame($0.x, 0) }) == 0)
    #expect(correlation(silence(seconds: 1, sampleRate: 48_000)) == 0)
  }

  @Test("two sides with half their power in common read 0.5", arguments: [44_100, 96_000])
  func halfCommon(sampleRate: Double) {
    let common = whiteNoise(amplitude: 0.5, seconds: 1, sampleRate: sampleRate, seed: 1)
    let apart = whiteNoise(amplitude: 0.5, seconds: 1, sampleRate: sampleRate, seed: 2)
    let signal = zip(common, apart).map { Frame($0.x + $1.x, $0.x + $1.y) }
    #expect(abs(correlation(signal, sampleRate: sampleRate) - 0.5) < 0.03)
  }

  @Test("forgets after 450 ms")
  func window() {
    let past = whiteNoise(seconds: 1, sampleRate: 48_000)
    let present = sine(hertz: 440, amplitude: 0.01, seconds: 0.45, sampleRate: 48_000)
    #expect(abs(correlation(past + present) - 1) < 1e-6)
  }

  @Test("is independent of the block length and leaves the sound as it is")
  func blockInvariance() {
    let signal = pinkNoise(seconds: 0.7, sampleRate: 44_100)
    var whole = CorrelationMeter(sampleRate: 44_100)
    var split = CorrelationMeter(sampleRate: 44_100)
    #expect(rendered(signal, blockLengths: [signal.count]) { whole.process(&$0) } == signal)
    _ = rendered(signal, blockLengths: [1, 63, 0, 700]) { split.process(&$0) }
    #expect(split.correlation == whole.correlation)
    #expect(whole.correlation != 0)
  }

  @Test("reset forgets")
  func resetForgets() {
    var meter = CorrelationMeter(sampleRate: 48_000)
    _ = rendered(sine(hertz: 100, seconds: 1, sampleRate: 48_000)) { meter.process(&$0) }
    meter.reset()
    #expect(meter.correlation == 0)
    _ = rendered(silence(seconds: 0.1, sampleRate: 48_000)) { meter.process(&$0) }
    #expect(meter.correlation == 0)
  }
}

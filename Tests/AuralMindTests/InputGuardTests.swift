import AuralDSP
import Support
import Testing

@testable import AuralMind

@Suite struct InputGuardTests {
  private func output(of signal: Signal) -> Signal {
    rendered(signal) { InputGuard().process(&$0) }
  }

  @Test("sound passes to the last bit, from the least normal number to +120 dBFS")
  func passes() {
    let noise = whiteNoise(seconds: 0.1, sampleRate: 48_000)
    #expect(output(of: noise) == noise)
    let ends: Signal = [
      Frame(.leastNormalMagnitude, -.leastNormalMagnitude), Frame(1e6, -1e6), Frame(0, -1e-20),
    ]
    #expect(output(of: ends) == ends)
  }

  @Test(
    "what is not a number, not finite or subnormal becomes silence, on its side alone",
    arguments: [
      Float.nan, -.nan, .signalingNaN, .infinity, -.infinity, .leastNonzeroMagnitude,
      -.leastNonzeroMagnitude, .leastNormalMagnitude.nextDown,
    ])
  func silences(value: Float) {
    let result = output(of: [Frame(value, 0.5), Frame(-0.25, value), Frame(value, value)])
    #expect(result == [Frame(0, 0.5), Frame(-0.25, 0), Frame(0, 0)])
  }

  @Test("what is louder than any converter is held at +120 dBFS", arguments: [Float(1.1e6), 1e30])
  func holds(value: Float) {
    let result = output(of: [Frame(value, -value), Frame(.greatestFiniteMagnitude, 1)])
    #expect(result == [Frame(1e6, -1e6), Frame(1e6, 1)])
  }

  @Test("the stages hear nothing beyond +40 dBFS, and all below it to the last bit")
  func holdsProgramme() {
    let noise = whiteNoise(amplitude: 99.9, seconds: 0.1, sampleRate: 48_000)
    #expect(rendered(noise) { InputGuard().holdProgramme(&$0) } == noise)
    let result = rendered([Frame(1e6, -1e6), Frame(-100.1, 100)]) {
      InputGuard().holdProgramme(&$0)
    }
    #expect(result == [Frame(100, -100), Frame(-100, 100)])
  }
}

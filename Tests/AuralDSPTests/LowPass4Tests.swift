import AuralDSP
import Foundation
import Support
import Testing

@Suite struct LowPass4Tests {
  private func output(of signal: Signal, cutoffHertz: Double, sampleRate: Double) -> Signal {
    var filter = LowPass4(cutoffHertz: cutoffHertz, sampleRate: sampleRate)
    return signal.map { filter.process($0) }
  }

  // |H|² = 1 / (1 + Ω⁸), Ω on the frequency scale that the bilinear transform warps.
  @Test(
    "is Butterworth's of the fourth order: -3 dB at the cutoff, 24 dB an octave",
    arguments: [44_100.0, 48_000, 192_000], [125.0, 250, 500, 1_000, 2_000])
  func response(sampleRate: Double, hertz: Double) {
    let tone = sine(hertz: hertz, seconds: 0.5, sampleRate: sampleRate)
    let result = output(of: tone, cutoffHertz: 500, sampleRate: sampleRate)
    let settled = result.count / 2
    let level = decibels(
      amplitude: SineFit(left(result[settled...]), hertz: hertz, sampleRate: sampleRate).amplitude)
    let ratio = tan(.pi * hertz / sampleRate) / tan(.pi * 500 / sampleRate)
    #expect(abs(level + 10 * log10(1 + pow(ratio, 8))) < 0.01)
  }

  @Test("passes 0 Hz unchanged")
  func constant() {
    let result = output(
      of: Signal(repeating: Frame(0.5, -0.25), count: 48_000), cutoffHertz: 500, sampleRate: 48_000)
    #expect(abs(result[47_999].x - 0.5) < 1e-6)
    #expect(abs(result[47_999].y + 0.25) < 1e-6)
  }

  @Test("reset forgets")
  func resetForgets() {
    var filter = LowPass4(cutoffHertz: 500, sampleRate: 48_000)
    let signal = whiteNoise(seconds: 0.02, sampleRate: 48_000)
    let first = signal.map { filter.process($0) }
    #expect(signal.map { filter.process($0) } != first)
    filter.reset()
    #expect(signal.map { filter.process($0) } == first)
  }

  @Test("left and right are treated alike")
  func symmetry() {
    let signal = whiteNoise(seconds: 0.02, sampleRate: 48_000)
    let swapped = output(
      of: signal.map { Frame($0.y, $0.x) }, cutoffHertz: 500, sampleRate: 48_000)
    #expect(
      swapped.map { Frame($0.y, $0.x) }
        == output(of: signal, cutoffHertz: 500, sampleRate: 48_000))
  }
}

import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// What the limiter does to a tone it holds down by 6 dB.
@Suite struct DistortionTests {
  private func distortionDecibels(
    hertz: Double, preset: Preset, sampleRate: Double
  ) -> (distortion: Double, level: Double) {
    // Full scale and 5 dB of gain, under a ceiling of -1 dB.
    let tone = sine(hertz: hertz, phaseDegrees: 20, seconds: 4, sampleRate: sampleRate)
    let output = mastered(
      tone, .driven(decibels: 5, preset: preset, clipPercent: 0), sampleRate: sampleRate)
    let steady = left(output[Int(3 * sampleRate)...])
    let fit = SineFit(steady, hertz: hertz, sampleRate: sampleRate)
    return (fit.distortionAndNoiseDecibels, decibels(amplitude: fit.amplitude))
  }

  /// At the ceiling of -1 dB, or no further below than nobody hears.
  private let heldLevels = -1.1...(-1.0)

  private func limit(hertz: Double) -> Double { hertz < 100 ? -80 : -120 }

  @Test(
    "THD+N of a sine 6 dB over is below -120 dB from 100 Hz, and below -80 dB at 40 Hz",
    arguments: [40.0, 100, 103.7, 250, 997, 3_001, 4_800.3, 10_007])
  func thdPlusNoise(hertz: Double) {
    let result = distortionDecibels(hertz: hertz, preset: .hiFiStreaming, sampleRate: 48_000)
    #expect(result.distortion <= limit(hertz: hertz))
    #expect(heldLevels.contains(result.level))
  }

  @Test(
    "so it is with every preset at every rate", .enabled(if: isDeepCheck),
    arguments: [40.0, 100, 131.3, 440, 997, 4_800.3, 5_003, 15_013],
    [44_100.0, 48_000, 96_000, 192_000])
  func everyPreset(hertz: Double, sampleRate: Double) {
    for preset in Preset.allCases {
      let result = distortionDecibels(hertz: hertz, preset: preset, sampleRate: sampleRate)
      #expect(result.distortion <= limit(hertz: hertz), "\(preset)")
      #expect(heldLevels.contains(result.level), "\(preset)")
    }
  }
}

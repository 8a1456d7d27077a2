import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// What leaves the chain when nothing is asked of it, and when.
@Suite struct NeutralTests {
  private static let rates = [8_000.0, 44_100, 48_000, 96_000, 192_000]

  @Test(
    "with every stage out of the path the output is the input, delayed, to the last bit",
    arguments: rates, Preset.allCases)
  func null(sampleRate: Double, preset: Preset) {
    var settings = Settings.neutral
    settings.preset = preset
    let signal = scaled(
      syntheticMix(seconds: 0.5, sampleRate: sampleRate), decibels: -6)
    let latency = MasteringChain(sampleRate: sampleRate).latencyFrames
    #expect(
      mastered(signal, settings, sampleRate: sampleRate) == delayed(signal, frames: latency))
  }

  @Test("a governor that holds 0 dB is as good as none")
  func unityHold() {
    var settings = Settings.neutral
    settings.governor = .hold
    let signal = scaled(pinkNoise(seconds: 0.5, sampleRate: 48_000), decibels: -6)
    #expect(mastered(signal, settings) == mastered(signal, .neutral))
  }

  @Test(
    "the latency that is told is where an impulse comes out, whatever is switched",
    arguments: rates)
  func latency(sampleRate: Double) {
    var bypassed = Settings.driven(decibels: 6)
    bypassed.isEnabled = false
    var source = Settings()
    source.listen = .source
    var warm = Settings.driven(decibels: -3, clipPercent: 200)
    warm.warmthPercent = 30
    warm.dither = .bits24
    for settings in [Settings.neutral, .driven(decibels: 0), bypassed, source, warm, Settings()] {
      var impulse = Signal(repeating: .zero, count: Int(sampleRate / 10))
      impulse[1_000 % impulse.count / 2] = Frame(repeating: 0.25)
      let output = mastered(impulse, settings, sampleRate: sampleRate)
      let told = MasteringChain(sampleRate: sampleRate).latencyFrames
      let highest = output.indices.max { abs(output[$0].x) < abs(output[$1].x) } ?? 0
      #expect(highest - 1_000 % impulse.count / 2 == told)
    }
  }

  @Test("the latency stays inside what the port tells hosts", arguments: [8_000.0, 384_000])
  func latencyPort(sampleRate: Double) {
    let latency = Float(MasteringChain(sampleRate: sampleRate).latencyFrames)
    #expect(Control.latency.clamped(latency) == latency)
  }

  @Test("bypassed, the output is the input, delayed, to the last bit", arguments: rates)
  func bypass(sampleRate: Double) {
    var settings = Settings.driven(decibels: 12, preset: .club, clipPercent: 200)
    settings.warmthPercent = 70
    settings.dither = .bits16
    settings.isEnabled = false
    for listen in ListenMode.allCases {
      settings.listen = listen
      let signal = syntheticMix(seconds: 0.5, sampleRate: sampleRate)
      let latency = MasteringChain(sampleRate: sampleRate).latencyFrames
      #expect(
        mastered(signal, settings, sampleRate: sampleRate) == delayed(signal, frames: latency))
    }
  }

  @Test("50 ms after it was bypassed the output is the input again, to the last bit")
  func bypassSwitch() {
    let signal = syntheticMix(seconds: 1, sampleRate: 48_000)
    var settings = Settings.driven(decibels: 9)
    let output = mastered(signal) { frame in
      settings.isEnabled = frame < 24_000
      return settings
    }
    let latency = MasteringChain(sampleRate: 48_000).latencyFrames
    let input = delayed(signal, frames: latency)
    let settled = 24_000 + 2_400
    #expect(Array(output[settled...]) == Array(input[settled...]))
    #expect(output[23_000..<24_000].contains { abs($0.x) > 0 })
    #expect(Array(output[..<24_000]) != Array(input[..<24_000]))
  }

  @Test("left and right are treated alike, from end to end")
  func symmetry() {
    // The meters' figures do not depend on the side; the dither's noise does.
    let signal = scaled(syntheticMix(seconds: 3, sampleRate: 48_000), decibels: 6).map {
      Frame($0.x, $0.y * 0.5)
    }
    let straight = mastered(signal, Settings())
    let swapped = mastered(signal.map { Frame($0.y, $0.x) }, Settings())
    #expect(swapped.map { Frame($0.y, $0.x) }.elementsEqual(straight))
  }
}

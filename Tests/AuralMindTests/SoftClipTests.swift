import AuralDSP
import CRealtime
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct SoftClipTests {
  private static let ceiling = 0.9

  private func output(
    of signal: Signal, kneeDecibels: Double = 1.5, mix: Double = 1, blockLengths: [Int] = [64]
  ) -> Signal {
    var clip = SoftClip()
    return renderedOnGrid(signal, blockLengths: blockLengths) { _ in
      clip.update(
        ceiling: Self.ceiling, kneeDecibels: kneeDecibels, mix: mix,
        quantumFrames: Glide.quantumFrames)
    } process: {
      clip.process(&$0)
    }
  }

  private let latencyFrames = SoftClip().latencyFrames

  /// The power of what the clip takes away, in dB.
  private func takenDecibels(_ signal: Signal, kneeDecibels: Double, mix: Double) -> Double {
    let result = output(of: signal, kneeDecibels: kneeDecibels, mix: mix)
    let taken = zip(result, delayed(signal, frames: latencyFrames)).reduce(0.0) {
      $0 + Double($1.0.x - $1.1.x) * Double($1.0.x - $1.1.x)
    }
    return decibels(power: taken / Double(signal.count))
  }

  @Test(
    "aliases of a tone driven 6 dB over are below -90 dBFS, whatever the preset and the amount",
    arguments: [997.0, 4_999, 8_999], Preset.allCases)
  func aliases(hertz: Double, preset: Preset) {
    let values = preset.values
    let tone = sine(
      hertz: hertz, amplitude: Self.ceiling * 2, seconds: 1.1, sampleRate: 48_000)
    for percent in [100.0, 200] {
      let result = output(
        of: tone, kneeDecibels: values.clipHeadroomDecibels + values.clipDriveDecibels,
        mix: min(values.clipMix * percent / 100, 1))
      let spectrum = Spectrum(left(result[4_800...]), sampleRate: 48_000)
      #expect(spectrum.strongestAlias(fundamentalHertz: hertz).decibels <= -90, "\(percent) %")
    }
  }

  @Test("the tone itself is bent: harmonics stand where they belong")
  func harmonics() {
    let tone = sine(
      hertz: 997, amplitude: Self.ceiling * 2, seconds: 1.1, sampleRate: 48_000)
    let spectrum = Spectrum(left(output(of: tone)[4_800...]), sampleRate: 48_000)
    #expect(spectrum.toneDecibels(hertz: 3 * 997) > -30)
    // An odd curve has odd harmonics only.
    #expect(spectrum.toneDecibels(hertz: 2 * 997) < -100)
  }

  @Test("below the knee the output is the input, delayed, to the last bit")
  func neutral() {
    let knee = Self.ceiling * amplitude(decibels: -1.5)
    let tone = sine(hertz: 997, amplitude: knee * 0.99, seconds: 0.2, sampleRate: 48_000)
    #expect(output(of: faded(tone)) == delayed(faded(tone), frames: latencyFrames))
    let over = sine(hertz: 997, amplitude: knee * 1.05, seconds: 0.2, sampleRate: 48_000)
    #expect(output(of: faded(over)) != delayed(faded(over), frames: latencyFrames))
  }

  @Test("no mix is no clip")
  func unmixed() {
    let signal = whiteNoise(amplitude: 4, seconds: 0.2, sampleRate: 48_000)
    #expect(output(of: signal, mix: 0) == delayed(signal, frames: latencyFrames))
  }

  @Test("more drive and more mix take more away")
  func drive() {
    let tone = sine(hertz: 997, amplitude: Self.ceiling, seconds: 0.3, sampleRate: 48_000)
    var last = -200.0
    for knee in [0.6, 1.2, 1.5, 1.8, 3] {
      let taken = takenDecibels(tone, kneeDecibels: knee, mix: 0.25)
      #expect(taken > last + 1)
      last = taken
    }
    let half = takenDecibels(tone, kneeDecibels: 1.5, mix: 0.5)
    #expect(abs(takenDecibels(tone, kneeDecibels: 1.5, mix: 1) - half - 6.02) < 0.01)
  }

  @Test("holds a slow signal at the ceiling")
  func flattens() {
    // Much hotter, the flanks would be so steep that the band limit rings.
    for level in [1.2, 1.5, 2] {
      let tone = sine(hertz: 50, amplitude: level, seconds: 0.2, sampleRate: 48_000)
      let highest = output(of: tone).map { abs($0.x) }.max() ?? 0
      #expect(abs(highest / Float(Self.ceiling) - 1) < 0.002)
    }
  }

  @Test("is odd, and treats left and right alike, to the last bit")
  func symmetry() {
    let signal = whiteNoise(amplitude: 2, seconds: 0.2, sampleRate: 48_000)
    let straight = output(of: signal)
    #expect(output(of: signal.map { -$0 }).map { -$0 } == straight)
    let swapped = output(of: signal.map { Frame($0.y, $0.x) })
    #expect(swapped.map { Frame($0.y, $0.x) } == straight)
  }

  @Test("one side's clipping leaves the other to the last bit")
  func sides() {
    let signal = sine(hertz: 997, amplitude: 2, seconds: 0.1, sampleRate: 48_000).map {
      Frame($0.x, $0.x * 0.1)
    }
    let result = output(of: signal)
    #expect(result.map(\.y) == delayed(signal, frames: latencyFrames).map(\.y))
  }

  @Test(
    "is independent of the block length, to the last bit",
    arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blocks(blockLengths: [Int]) {
    let signal = scaled(pinkNoise(rms: 0.4, seconds: 0.5, sampleRate: 48_000), decibels: 6)
    #expect(output(of: signal, blockLengths: blockLengths) == output(of: signal))
  }

  @Test("a channel that is as good as silent stays so beside a loud one, where subnormals are zero")
  func nearlySilent() {
    let control = float_control_read()
    float_control_write(control | denormal_flush_bits)
    defer { float_control_write(control) }
    // So small that the differences of neighbours are subnormal.
    let signal = sine(hertz: 997, amplitude: 2, seconds: 0.1, sampleRate: 48_000).map {
      Frame($0.x, 2e-38 + $0.x * 1e-39)
    }
    let result = output(of: signal)
    #expect(result.allSatisfy { $0.x.isFinite && abs($0.y) < 1e-37 })
  }

  @Test("reset forgets")
  func resetForgets() {
    var clip = SoftClip()
    let signal = whiteNoise(amplitude: 2, seconds: 0.1, sampleRate: 48_000)
    let render = {
      renderedOnGrid(signal) { _ in
        clip.update(ceiling: Self.ceiling, kneeDecibels: 1.5, mix: 1, quantumFrames: 64)
      } process: {
        clip.process(&$0)
      }
    }
    let first = render()
    #expect(render() != first)
    clip.reset()
    #expect(render() == first)
  }

  @Test("its loss is by how much the sound that went out is weaker than what came in")
  func loss() {
    var clip = SoftClip()
    let tone = sine(hertz: 997, amplitude: 1.5, seconds: 0.5, sampleRate: 48_000)
    let render = { (signal: Signal) in
      renderedOnGrid(signal) { _ in
        clip.update(ceiling: Self.ceiling, kneeDecibels: 1.5, mix: 1, quantumFrames: 64)
      } process: {
        clip.process(&$0)
      }
    }
    let result = render(tone)
    let power = { (signal: Signal) in
      signal.reduce(0.0) { $0 + Double(($1 * $1).sum()) }
    }
    let expected = decibels(
      power: power(delayed(tone, frames: latencyFrames)) / power(result))
    #expect(expected > 2)
    #expect(abs(clip.lossDecibels - expected) < 1e-5)
    clip.clearPowers()
    #expect(clip.lossDecibels == 0)
    _ = render(silence(seconds: 0.1, sampleRate: 48_000))
    clip.clearPowers()
    _ = render(scaled(tone, decibels: -20))
    #expect(clip.lossDecibels == 0)
  }
}

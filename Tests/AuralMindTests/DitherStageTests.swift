import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct DitherStageTests {
  private func output(
    of signal: Signal, depth: DitherDepth, shape: DitherShape = .flat,
    sampleRate: Double = 48_000, blockLengths: [Int] = [64]
  ) -> Signal {
    var stage = DitherStage(sampleRate: sampleRate)
    return renderedOnGrid(signal, blockLengths: blockLengths) { _ in
      stage.update(depth: depth, shape: shape)
    } process: {
      stage.process(&$0)
    }
  }

  /// The error on the left, in steps of the word length.
  private func error(
    of signal: Signal, depth: DitherDepth, shape: DitherShape = .flat,
    sampleRate: Double = 48_000
  ) throws -> [Double] {
    let bits = try #require(depth.bits)
    let result = output(of: signal, depth: depth, shape: shape, sampleRate: sampleRate)
    return zip(result, signal).map { (Double($0.x) - Double($1.x)) * pow(2, Double(bits - 1)) }
  }

  @Test("off, the output is the input to the last bit")
  func off() {
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000)
    #expect(output(of: signal, depth: .off, shape: .shaped) == signal)
  }

  @Test(
    "every sample is a whole number of steps inside the range of the word length",
    arguments: [DitherDepth.bits16, .bits20, .bits24], DitherShape.allCases)
  func grid(depth: DitherDepth, shape: DitherShape) throws {
    let scale = pow(2, Double(try #require(depth.bits) - 1))
    let signal = whiteNoise(amplitude: 1.5, seconds: 0.5, sampleRate: 48_000)
    for frame in output(of: signal, depth: depth, shape: shape) {
      for value in [Double(frame.x) * scale, Double(frame.y) * scale] {
        #expect(value == value.rounded() && value >= -scale && value <= scale - 1)
      }
    }
  }

  // Rounding adds 1/12 and triangular noise 1/6 of a step squared: a quarter, whatever the signal.
  @Test(
    "flat noise has the power of a quarter step squared, white within 0.5 dB",
    arguments: [DitherDepth.bits16, .bits20])
  func flatNoise(depth: DitherDepth) throws {
    let signal = sine(hertz: 997, amplitude: 0.25, seconds: 20, sampleRate: 48_000)
    let error = try error(of: signal, depth: depth)
    let power = error.reduce(0) { $0 + $1 * $1 } / Double(error.count)
    #expect(abs(10 * log10(power * 4)) < 0.05)
    #expect(error.allSatisfy { abs($0) <= 1.5 })
    let spectrum = Spectrum(error, sampleRate: 48_000, length: 8_192)
    for band in 0..<48 {
      let low = Double(band) * 500
      let share = spectrum.meanSquare(fromHertz: low, toHertz: low + 500) / (0.25 / 48)
      #expect(abs(10 * log10(share)) < 0.5)
    }
  }

  @Test("the error has nothing in common with the signal, and left nothing with right")
  func independence() {
    let signal = sine(hertz: 441, amplitude: 3e-5, seconds: 20, sampleRate: 48_000)
    let result = output(of: signal, depth: .bits16)
    let leftError = zip(result, signal).map { Double($0.x) - Double($1.x) }
    let rightError = zip(result, signal).map { Double($0.y) - Double($1.y) }
    // A million independent samples correlate by chance to 0.001; five times that is a fault.
    #expect(abs(correlation(leftError, left(signal))) < 0.005)
    #expect(abs(correlation(leftError, rightError)) < 0.005)
    // The power of the error must not follow the signal either: the second moment is constant.
    #expect(abs(correlation(leftError.map { $0 * $0 }, left(signal).map(abs))) < 0.005)
  }

  @Test("a tone far below one step comes through without distortion")
  func belowOneStep() {
    let signal = sine(hertz: 1_001, amplitude: 0.3 / 32_768, seconds: 20, sampleRate: 48_000)
    let result = left(output(of: signal, depth: .bits16))
    let fit = SineFit(result, hertz: 1_001, sampleRate: 48_000)
    #expect(abs(fit.amplitude * 32_768 - 0.3) < 0.01)
    let third = SineFit(fit.residual, hertz: 3_003, sampleRate: 48_000)
    #expect(third.amplitude * 32_768 < 0.005)
  }

  @Test(
    "shaped noise has the spectrum of its filter",
    arguments: [44_100.0, 48_000, 88_200, 96_000, 192_000])
  func shapedNoise(sampleRate: Double) throws {
    let taps = sampleRate < 64_000 ? [1, -2.033, 2.165, -1.959, 1.590, -0.6149] : [1, -2, 1]
    let signal = sine(hertz: 997, amplitude: 0.25, seconds: 20, sampleRate: sampleRate)
    let error = try error(of: signal, depth: .bits16, shape: .shaped, sampleRate: sampleRate)
    let spectrum = Spectrum(error, sampleRate: sampleRate, length: 8_192)
    let bands = 64
    let width = sampleRate / 2 / Double(bands)
    // The lowest band is left out: the sides of so narrow a dip are no matter of a band.
    for band in 1..<bands {
      let low = Double(band) * width
      let expected =
        (0..<64).reduce(0.0) {
          $0 + filterPower(taps, hertz: low + width * (Double($1) + 0.5) / 64, sampleRate)
        } / 64 * 0.25 / Double(bands)
      let measured = spectrum.meanSquare(fromHertz: low, toHertz: low + width)
      #expect(abs(10 * log10(measured / expected)) < 0.5)
    }
  }

  @Test("below 40 kHz shaped noise is flat")
  func shapedAtLowRates() {
    let signal = pinkNoise(seconds: 0.5, sampleRate: 32_000)
    #expect(
      output(of: signal, depth: .bits16, shape: .shaped, sampleRate: 32_000)
        == output(of: signal, depth: .bits16, sampleRate: 32_000))
  }

  @Test(
    "is silent on digital silence, from the start and 20 ms after the sound",
    arguments: DitherShape.allCases)
  func silent(shape: DitherShape) {
    let quiet = silence(seconds: 0.1, sampleRate: 48_000)
    #expect(output(of: quiet, depth: .bits16, shape: shape) == quiet)
    let sound = pinkNoise(seconds: 0.1, sampleRate: 48_000)
    let result = output(of: sound + quiet, depth: .bits16, shape: shape)
    #expect(result[5_760...].allSatisfy { $0 == .zero })
    // One side may be silent while the other sounds.
    let oneSided = output(of: sound.map { Frame(0, $0.y) }, depth: .bits16, shape: shape)
    #expect(oneSided.allSatisfy { $0.x == 0 })
    #expect(oneSided.contains { $0.y != 0 })
  }

  @Test("does not fall silent in a zero crossing")
  func keepsDithering() {
    var signal = sine(hertz: 100, amplitude: 0.1, seconds: 0.1, sampleRate: 48_000)
    for i in 2_000..<2_400 { signal[i] = .zero }
    let result = output(of: signal, depth: .bits16)
    #expect(result[2_000..<2_400].contains { $0.x != 0 })
  }

  @Test("clipping does not feed on itself")
  func recoversFromClipping() {
    let loud = sine(hertz: 50, amplitude: 4, seconds: 0.1, sampleRate: 48_000)
    let soft = sine(hertz: 50, amplitude: 0.1, seconds: 0.1, sampleRate: 48_000)
    let result = output(of: loud + soft, depth: .bits16, shape: .shaped)
    for (out, input) in zip(result[4_800...], soft) {
      #expect(abs(out.x - input.x) < 16 / 32_768)
    }
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = pinkNoise(seconds: 0.3, sampleRate: 48_000)
    for shape in DitherShape.allCases {
      #expect(
        output(of: signal, depth: .bits16, shape: shape, blockLengths: blockLengths)
          == output(of: signal, depth: .bits16, shape: shape))
    }
  }

  @Test("reset starts the noise again")
  func resetForgets() {
    let signal = pinkNoise(seconds: 0.2, sampleRate: 48_000)
    var used = DitherStage(sampleRate: 48_000)
    let render = {
      renderedOnGrid(signal) { _ in
        used.update(depth: .bits16, shape: .shaped)
      } process: {
        used.process(&$0)
      }
    }
    let first = render()
    #expect(render() != first)
    used.reset()
    #expect(render() == first)
  }

  private func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let meanA = a.reduce(0, +) / Double(a.count)
    let meanB = b.reduce(0, +) / Double(b.count)
    var ab = 0.0
    var aa = 0.0
    var bb = 0.0
    for (x, y) in zip(a, b) {
      ab += (x - meanA) * (y - meanB)
      aa += (x - meanA) * (x - meanA)
      bb += (y - meanB) * (y - meanB)
    }
    return ab / (aa * bb).squareRoot()
  }

  private func filterPower(_ taps: [Double], hertz: Double, _ sampleRate: Double) -> Double {
    var re = 0.0
    var im = 0.0
    for (k, tap) in taps.enumerated() {
      re += tap * cos(2 * .pi * hertz * Double(k) / sampleRate)
      im -= tap * sin(2 * .pi * hertz * Double(k) / sampleRate)
    }
    return re * re + im * im
  }
}

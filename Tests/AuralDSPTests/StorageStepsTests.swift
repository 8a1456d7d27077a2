import AuralDSP
import Foundation
import Support
import Testing

@Suite struct StorageStepsTests {
  @Test(
    "a sample takes the nearest whole number, halves the even one, inside full scale",
    arguments: [7, 15, 19, 23, 31])
  func nearest(lastBit: Int) {
    let steps = StorageSteps(lastBit: lastBit)
    let scale = Double(sign: .plus, exponent: lastBit, significand: 1)
    let halves = (-5...5).map { Float((Double($0) + 0.5) / scale) }
    let edges: [Float] = [0, -0.0, 1, -1, 1e6, -1e6, 0.999_999_9, -0.999_999_9]
    let noise = whiteNoise(amplitude: 1.1, seconds: 5_000, sampleRate: 1).map(\.x)
    for sample in halves + edges + noise {
      let rounded = (Double(sample) * scale).rounded(.toNearestOrEven)
      let expected = min(max(rounded, -scale), scale - 1)
      let expectedRight = min(max(-rounded, -scale), scale - 1)
      // The last of an odd number of frames takes another way than those before it.
      let frames = [Frame](repeating: Frame(sample, -sample), count: 3)
      var stored = frames
      var span = stored.mutableSpan
      steps.round(&span)
      var words = [Int32](repeating: 0, count: 7)
      var wordSpan = words.mutableSpan
      steps.write(frames.span, movedUpBy: 31 - lastBit, to: &wordSpan)
      for i in frames.indices {
        #expect(stored[i] == Frame(Float(expected / scale), Float(expectedRight / scale)))
        #expect(words[2 * i] == Int32(expected) &<< Int32(31 - lastBit))
        #expect(words[2 * i + 1] == Int32(expectedRight) &<< Int32(31 - lastBit))
      }
      #expect(words.last == 0)
    }
  }
}

import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMindOffline

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
      let frame = Frame(sample, -sample)
      #expect(steps.nearest(to: frame).x == expected)
      #expect(steps.nearest(to: frame).y == min(max(-rounded, -scale), scale - 1))
      #expect(steps.words(nearestTo: frame).x == Int32(expected))
    }
    #expect(steps.size == 1 / scale)
  }
}

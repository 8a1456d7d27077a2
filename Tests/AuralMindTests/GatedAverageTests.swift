import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct GatedAverageTests {
  private func mean(_ blocks: [(loudness: Double, value: Double)]) -> Double {
    var average = GatedAverage()
    for block in blocks {
      average.add(power: weightedPower(loudnessLUFS: block.loudness), value: block.value)
    }
    return average.mean
  }

  @Test("is the plain mean of a steady programme, and 0 of none")
  func steady() {
    #expect(mean([]) == 0)
    #expect(abs(mean((0..<100).map { (-14.5, Double($0)) }) - 49.5) < 1e-9)
  }

  @Test("what BS.1770's gates leave out does not count")
  func gated() {
    let loud = [(loudness: -14.5, value: 3.0)]
    #expect(mean(loud + [(-80, 100), (-.infinity, 100)]) == 3)
    // 20 LU below the mean: under the relative gate.
    #expect(mean(loud + [(-34.5, 0)]) == 3)
    // 5 LU below: above it.
    #expect(abs(mean(loud + [(-19.5, 1)]) - 2) < 1e-9)
  }

  @Test("equals the naive gated mean of many blocks, but for what lies at the gate itself")
  func equalsNaive() {
    var noise = SeededNoise(seed: 6)
    // None within 1 LU of the relative gate, where classes of 1 LU may differ.
    let blocks = (0..<5_000).map { _ -> (loudness: Double, value: Double) in
      let isLoud = noise.uniform() > -0.2
      return ((isLoud ? -14 : -38) + 3 * noise.uniform(), 4 + 4 * noise.uniform())
    }
    let kept = blocks.filter { $0.loudness > -25 }
    let naive = kept.reduce(0) { $0 + $1.value } / Double(kept.count)
    #expect(abs(mean(blocks) - naive) < 1e-9)
  }
}

import AuralDSP
import Foundation
import Support
import Testing

@Suite struct RunningQuantileTests {
  private static let parts = [0.1, 0.25, 0.5, 0.75, 0.9]

  /// Streams of 1000 values of different shapes; what the error is measured against.
  private static let streams: [(name: String, isShuffled: Bool, values: [Double])] = {
    var noise = SeededNoise(seed: 2)
    let uniform = (0..<1_000).map { _ in noise.uniform() }
    let normal = (0..<1_000).map { _ in (0..<12).reduce(0) { sum, _ in sum + noise.uniform() } / 2 }
    let exponential = uniform.map { -log(0.5 + 0.499 * $0) }
    let ascending = uniform.sorted()
    let waves = (0..<1_000).map { sin(Double($0) * 0.013) + 0.3 * noise.uniform() }
    return [
      ("uniform", true, uniform), ("normal", true, normal), ("exponential", true, exponential),
      ("ascending", false, ascending), ("waves", false, waves),
    ]
  }()

  @Test("agrees with sorting", arguments: parts)
  func sorting(part: Double) {
    for (name, isShuffled, values) in Self.streams {
      var quantile = RunningQuantile(part: part, memoryCount: 2_000)
      for value in values { quantile.add(value) }
      // As a place in the order. Where the order of the values is not by chance, markers lag.
      let place = Double(values.count { $0 <= quantile.value }) / Double(values.count)
      #expect(abs(place - part) < (isShuffled ? 0.02 : 0.05), "\(name)")
    }
  }

  @Test("is the nearest rank of the first values")
  func firstValues() {
    var quantile = RunningQuantile(part: 0.75, memoryCount: 100)
    #expect(quantile.value == 0)
    quantile.add(5)
    #expect(quantile.value == 5)
    quantile.add(1)
    #expect(quantile.value == 5)
    quantile.add(3)
    quantile.add(2)
    #expect(quantile.value == 5)
  }

  @Test("of equal values it is that value")
  func constant() {
    var quantile = RunningQuantile(part: 0.25, memoryCount: 100)
    for _ in 0..<1_000 { quantile.add(-23) }
    #expect(quantile.value == -23)
  }

  @Test("after its memory has passed, another stream has taken over", arguments: parts)
  func adapts(part: Double) {
    var quantile = RunningQuantile(part: part, memoryCount: 600)
    var noise = SeededNoise(seed: 3)
    // A click 30 LU above all, a loud song, then a quiet one of the same spread.
    quantile.add(20)
    for _ in 0..<3_000 { quantile.add(-10 + 3 * noise.uniform()) }
    for _ in 0..<1_200 { quantile.add(-20 + 3 * noise.uniform()) }
    #expect(abs(quantile.value - (-20 + 3 * (2 * part - 1))) < 0.75)
  }

  @Test("reset forgets")
  func reset() {
    var quantile = RunningQuantile(part: 0.5, memoryCount: 100)
    for value in Self.streams[0].values { quantile.add(value) }
    quantile.reset()
    quantile.add(7)
    #expect(quantile.value == 7)
  }
}

import Foundation
import Support
import Testing

@testable import AuralDSP

@Suite struct CrossCorrelationTests {
  private static let count = 8_192

  /// Windows of noise, the second `lag` frames behind, as `change` leaves it.
  private func correlation(
    lag: Int, change: (Signal) -> Signal = { $0 }
  ) -> CrossCorrelation {
    let first = pinkNoise(rms: 0.1, seconds: 1, sampleRate: 48_000)
    let second = change(Signal(repeating: .zero, count: 1_000 + lag) + first)
    var correlation = CrossCorrelation(count: Self.count, band: 0.002...0.2)
    for start in stride(from: 2_000, to: 34_000, by: 4_000) {
      correlation.add(
        Array(first[start..<start + Self.count]),
        Array(second[start + 1_000..<start + 1_000 + Self.count]))
    }
    return correlation
  }

  /// The lag at which a correlation is greatest either way, and its height.
  private func peak(
    _ correlation: inout CrossCorrelation, by weighting: CrossCorrelation.Weighting
  ) -> (lag: Int, height: Double) {
    let heights = correlation.heights(within: 500, by: weighting)
    let index = heights.indices.max { abs(heights[$0]) < abs(heights[$1]) } ?? 0
    return (index - 500, heights[index])
  }

  @Test("finds by how much a signal is behind, or ahead", arguments: [0, 1, 137, -137, 499])
  func lag(frames: Int) {
    var correlation = correlation(lag: frames)
    let byPower = peak(&correlation, by: .power)
    let byCoherence = peak(&correlation, by: .coherence)
    #expect(byPower.lag == frames)
    #expect(byCoherence.lag == frames)
    #expect(byCoherence.height > 0.9)
  }

  @Test("by coherence, a bass boost and a gain do not move the peak, and hardly lower it")
  func tone() {
    var plain = correlation(lag: 25)
    var changed = correlation(lag: 25) { signal in
      var low = Frame.zero
      return signal.map { frame in
        low += (frame - low) * 0.01
        return (frame + low * 8) * 0.2
      }
    }
    let expected = peak(&plain, by: .coherence)
    let found = peak(&changed, by: .coherence)
    #expect(found.lag == 25)
    // The boost turns phases below 500 Hz, a twentieth of the band.
    #expect(abs(found.height - expected.height) < 0.1)
  }

  @Test("upside down the peak is as high, and negative")
  func inverted() {
    var correlation = correlation(lag: 40) { $0.map { -$0 } }
    let found = peak(&correlation, by: .coherence)
    #expect(found.lag == 40)
    #expect(found.height < -0.9)
  }

  @Test("a channel that agrees and one that disagrees as much leave nothing")
  func opposed() {
    var correlation = correlation(lag: 40) { $0.map { Frame($0.x, -$0.y) } }
    #expect(abs(peak(&correlation, by: .coherence).height) < 0.1)
  }

  @Test("other noise has nothing in common")
  func unrelated() {
    var correlation = CrossCorrelation(count: Self.count, band: 0.002...0.2)
    let first = pinkNoise(seconds: 1, sampleRate: 48_000, seed: 1)
    let second = pinkNoise(seconds: 1, sampleRate: 48_000, seed: 2)
    for start in stride(from: 0, to: 36_000, by: 4_000) {
      let range = start..<start + Self.count
      correlation.add(Array(first[range]), Array(second[range]))
    }
    #expect(abs(peak(&correlation, by: .coherence).height) < 0.1)
  }

  @Test("finds a fraction of a frame to a hundredth", arguments: [0.25, -0.4, 0.5])
  func fraction(frames: Double) {
    // Sines of a whole number of periods can be moved by any time.
    var noise = SeededNoise(seed: 7)
    let phases = (0..<1_600).map { _ in Double.pi * noise.uniform() }
    func window(delay: Double) -> Signal {
      (0..<Self.count).map { i in
        let time = 2 * Double.pi * (Double(i) - delay) / Double(Self.count)
        // A hundred of them are enough.
        let value = stride(from: 20, to: 1_600, by: 16).reduce(0) {
          $0 + sin(Double($1) * time + phases[$1])
        }
        return Frame(Float(value / 30), Float(value / 60))
      }
    }
    var correlation = CrossCorrelation(count: Self.count, band: 0.002...0.2)
    correlation.add(window(delay: 0), window(delay: frames))
    #expect(abs(correlation.fineLag(by: .power).frames - frames) < 0.01)
  }
}

import Support
import Testing

@testable import AuralDSP

@Suite struct SparseLowPassTests {
  @Test(
    "its samples are those of the low-pass that gives one every frame, for any split",
    arguments: [8_000.0, 44_100, 48_000, 384_000])
  func samples(sampleRate: Double) {
    let interval = Int(sampleRate / 1_000)
    var plain = LowPass4(cutoffHertz: 200, sampleRate: sampleRate)
    var signal = whiteNoise(seconds: 0.2, sampleRate: sampleRate)
    var expected = [Float]()
    for (index, frame) in signal.enumerated() {
      let low = plain.process(frame)
      if index % interval == interval - 1 { expected.append((low.x + low.y) / 2) }
    }
    let whole = sampled(&signal, every: interval, sampleRate: sampleRate, lengths: [64])
    let split = sampled(&signal, every: interval, sampleRate: sampleRate, lengths: [1, 7, 33])
    #expect(whole == split)
    #expect(whole.count == expected.count)
    // Channels and their sum are in single precision: 2^-23 of full scale.
    #expect(zip(whole, expected).allSatisfy { abs($0 - $1) < 2.4e-7 })
  }

  private func sampled(
    _ signal: inout Signal, every interval: Int, sampleRate: Double, lengths: [Int]
  ) -> [Float] {
    var filter = SparseLowPass(cutoffHertz: 200, interval: interval, sampleRate: sampleRate)
    var samples = [Float]()
    var start = 0
    var turn = 0
    while start < signal.count {
      let end = min(start + lengths[turn % lengths.count], signal.count)
      turn += 1
      while start < end {
        let count = filter.framesLeft(of: end - start)
        unsafe signal.withUnsafeBufferPointer { frames in
          guard let base = frames.baseAddress else { return }
          unsafe filter.hear(base + start, count: count)
        }
        start += count
        guard start < end else { break }
        samples.append(filter.sample(signal[start]))
        start += 1
      }
    }
    return samples
  }
}

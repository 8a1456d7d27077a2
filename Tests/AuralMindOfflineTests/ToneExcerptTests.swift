import AuralDSP
import Support
import Testing

@testable import AuralMindOffline

@Suite struct ToneExcerptTests {
  private static let rate = 8_000

  /// A mix of passages of 0.6 s, each of the amplitude that is told.
  private func mix(_ amplitudes: [Float]) -> Signal {
    amplitudes.flatMap { Signal(repeating: Frame($0, -$0), count: 4_800) }
  }

  private func excerpt(of mix: Signal, blockLengths: [Int] = [4_096]) -> ToneExcerpt? {
    var meter = PassageMeter(sampleRate: Self.rate)
    _ = rendered(mix, blockLengths: blockLengths) { span in
      meter.process(span.indices.map { span[$0] })
    }
    return ToneExcerpt(meter)
  }

  @Test("every kind of passage is there in its share")
  func shares() throws {
    // Of 120 passages a sixth is loud, a third is soft and half of them are nearly silent, all in disorder.
    let amplitudes = (0..<120).map { i -> Float in
      let place = i * 77 % 120
      return place < 20 ? 0.9 : place < 60 ? 0.3 : 0.01
    }
    let passages = try #require(excerpt(of: mix(amplitudes))).passages
    let taken = passages.map { amplitudes[$0.lowerBound / 4_800] }
    #expect(taken.count == 20)
    #expect((3...4).contains(taken.count { $0 == 0.9 }))
    #expect((6...7).contains(taken.count { $0 == 0.3 }))
  }

  @Test("the passages follow each other, whole and each once, whatever the blocks")
  func order() throws {
    let mix = mix((0..<500).map { Float($0 * 37 % 101) / 101 })
    let passages = try #require(excerpt(of: mix)).passages
    #expect(passages.count <= 64 && passages.count > 50)
    #expect(passages.allSatisfy { $0.count == 4_800 && $0.upperBound <= mix.count })
    #expect(zip(passages, passages.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    #expect(excerpt(of: mix, blockLengths: [1_000, 3, 4_800])?.passages == passages)
  }

  @Test("there is none of a short mix")
  func short() { #expect(excerpt(of: mix([Float](repeating: 0.5, count: 49))) == nil) }
}

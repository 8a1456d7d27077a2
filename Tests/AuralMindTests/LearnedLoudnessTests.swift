import AuralDSP
import AuralMind
import Support
import Testing

/// The stored form of what was learned: hosts may give it back damaged.
@Suite struct LearnedLoudnessTests {
  /// What a chain has learned of two seconds of noise, account closed.
  private static func learned() -> LearnedLoudness {
    var chain = MasteringChain(sampleRate: 16_000)
    _ = rendered(
      syntheticMix(seconds: 20, sampleRate: 16_000)
    ) { chain.process(&$0) }
    return chain.learned.settled
  }

  @Test("what is written is read back, word for word")
  func roundTrip() throws {
    let learned = Self.learned()
    #expect(learned.isKnown)
    let again = try #require(LearnedLoudness(words: learned.words))
    #expect(again.words == learned.words)
    #expect(again.isKnown)
    #expect(abs(again.gainDecibels - learned.gainDecibels) < 1e-5)
  }

  @Test("nothing learned is read back as nothing learned")
  func empty() throws {
    let again = try #require(LearnedLoudness(words: LearnedLoudness().words))
    #expect(!again.isKnown)
    #expect(again.gainDecibels == 0)
  }

  @Test("settling twice is settling once")
  func settled() {
    let learned = Self.learned()
    #expect(learned.settled.words == learned.words)
  }

  @Test("the wrong length or the wrong signature is refused")
  func shape() {
    let good = Self.learned().words
    #expect(LearnedLoudness(words: good) != nil)
    #expect(LearnedLoudness(words: Array(good.dropLast())) == nil)
    #expect(LearnedLoudness(words: good + [0]) == nil)
    #expect(LearnedLoudness(words: []) == nil)
    for bit in 0..<32 {
      var damaged = good
      damaged[0] ^= 1 << UInt32(bit)
      #expect(LearnedLoudness(words: damaged) == nil)
    }
    var damaged = good
    damaged[1] = 2
    #expect(LearnedLoudness(words: damaged) == nil)
  }

  @Test(
    "a number that cannot have been written is refused, wherever it stands",
    arguments: [Float.nan, .infinity, -.infinity, -1, 1e13])
  func numbers(value: Float) {
    let good = Self.learned().words
    for index in 3..<good.count {
      var damaged = good
      damaged[index] = value.bitPattern
      #expect(LearnedLoudness(words: damaged) == nil, "word \(index)")
    }
  }

  @Test("a gain outside the governor's range is refused", arguments: [Float.nan, 24.5, -25, 1e30])
  func gain(value: Float) {
    var damaged = Self.learned().words
    damaged[2] = value.bitPattern
    #expect(LearnedLoudness(words: damaged) == nil)
  }

  @Test("any bits that are accepted leave the chain sound")
  func anyBits() {
    let good = Self.learned().words
    var noise = SeededNoise(seed: 12)
    let signal = scaled(syntheticMix(seconds: 1, sampleRate: 16_000), decibels: 6)
    var accepted = 0
    for _ in 0..<200 {
      var damaged = good
      for _ in 0..<4 {
        let index = 3 + Int(noise.next() % UInt64(good.count - 3))
        // Positive and below 1e12, so that most are accepted.
        damaged[index] = UInt32(truncatingIfNeeded: noise.next() % 0x5368_0000)
      }
      guard let learned = LearnedLoudness(words: damaged) else { continue }
      accepted += 1
      guard accepted <= 20 else { continue }
      var chain = MasteringChain(sampleRate: 16_000)
      chain.learned = learned
      chain.restart()
      let output = rendered(signal) { chain.process(&$0) }
      #expect(output.allSatisfy { max(abs($0.x), abs($0.y)) <= 0.9 })
      #expect(abs(chain.meters.appliedGainDecibels) <= 24)
    }
    #expect(accepted > 100)
  }
}

import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct LoudnessSearchTests {
  /// A steady programme at -20 LUFS, heard over a range of gains through a stage that takes nothing
  /// up to -14 LUFS and half of every decibel beyond.
  private func programme() -> LearnedLoudness {
    var learned = LearnedLoudness()
    for k in 0..<400 {
      // Two to a class of 1 LU, on either side of its middle.
      let gain = 0.75 + Double(k % 40) / 2
      let drive = -20.5 + gain
      let loss = max(0, (drive + 14) / 2)
      learned.add(
        sourcePower: weightedPower(loudnessLUFS: -20.5),
        driveGain: amplitude(decibels: gain),
        outputPower: weightedPower(loudnessLUFS: drive - loss), reductionDecibels: loss)
    }
    return learned
  }

  private func found(targetLUFS: Double, limitDecibels: Double) -> (gain: Double, short: Double) {
    var search = LoudnessSearch()
    search.start(programme(), ceilingDecibels: -1)
    for _ in 0..<64 where search.advance(targetLUFS: targetLUFS, limitDecibels: limitDecibels) {
      return (search.gainDecibels, search.shortfallLU)
    }
    return (.nan, .nan)
  }

  @Test("finds the gain that reaches the target", arguments: [-30.0, -18, -15, -13, -11])
  func reaches(targetLUFS: Double) {
    let (gain, short) = found(targetLUFS: targetLUFS, limitDecibels: 12)
    // Above -14 LUFS two decibels of gain make one of loudness.
    let expected = targetLUFS < -14 ? targetLUFS + 20.5 : 6.5 + 2 * (targetLUFS + 14)
    #expect(abs(gain - expected) < 0.3)
    #expect(abs(short) < 0.01)
  }

  @Test("yields to the limit of gain reduction and says by how much", arguments: [1.0, 2, 3])
  func yields(limit: Double) {
    let (gain, short) = found(targetLUFS: -8, limitDecibels: limit)
    #expect(abs(gain - (6.5 + 2 * limit)) < 0.3)
    #expect(abs(short - (6 - limit)) < 0.1)
  }

  @Test("stays inside its range")
  func range() {
    #expect(abs(found(targetLUFS: -60, limitDecibels: 12).gain + 24) < 0.01)
    let (gain, short) = found(targetLUFS: 5, limitDecibels: 12)
    #expect(abs(gain - 24) < 0.01)
    #expect(short > 5)
  }

  @Test("answers once for each start, and not after it was given up")
  func lifeCycle() {
    var search = LoudnessSearch()
    var answers = 0
    search.start(programme(), ceilingDecibels: -1)
    for _ in 0..<100 {
      if search.advance(targetLUFS: -14, limitDecibels: 3) { answers += 1 }
    }
    #expect(answers == 1)
    search.start(programme(), ceilingDecibels: -1)
    search.cancel()
    for _ in 0..<100 {
      if search.advance(targetLUFS: -14, limitDecibels: 3) { answers += 1 }
    }
    #expect(answers == 1)
  }
}

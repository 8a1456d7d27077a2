import AuralMindOffline
import Foundation
import Testing

@Suite struct BinomialTestTests {
  @Test(
    "chances are those of the binomial coefficients",
    arguments: [
      (16, 12, 2_517), (16, 16, 1), (16, 8, 39_203), (10, 9, 11), (5, 5, 1), (1, 1, 1),
      (16, 0, 65_536), (0, 0, 1),
    ] as [(Int, Int, Int)])
  func chances(trials: Int, correct: Int, ways: Int) {
    let chance = Double(ways) / Double(1 << trials)
    let found = BinomialTest.chance(ofAtLeast: correct, in: trials)
    #expect(abs(found - chance) <= chance * 1e-12)
  }

  @Test("half and more of an odd number of trials has a chance of a half", arguments: [3, 25, 99])
  func symmetry(trials: Int) {
    let chance = BinomialTest.chance(ofAtLeast: (trials + 1) / 2, in: trials)
    #expect(abs(chance - 0.5) < 1e-12)
  }

  @Test("the fewest right answers are those of published tables")
  func thresholds() {
    func fewest(_ trials: Int) -> [Int?] {
      [0.05, 0.01, 0.001].map { BinomialTest.fewestCorrect(below: $0, in: trials) }
    }
    #expect(fewest(16) == [12, 14, 15])
    #expect(fewest(10) == [9, 10, 10])
    #expect(fewest(20) == [15, 16, 18])
    #expect(fewest(5) == [5, nil, nil])
    #expect(fewest(4) == [nil, nil, nil])
  }
}

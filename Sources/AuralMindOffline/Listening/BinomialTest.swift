import Foundation

/// What answers by mere guessing come to: the exact binomial test of a half, one-sided.
public enum BinomialTest {
  /// The chance that guessing gets at least `correct` of `trials` right, from 0 to 1.
  public static func chance(ofAtLeast correct: Int, in trials: Int) -> Double {
    precondition(trials >= 0 && trials <= 1_000, "2^-1000 is still a number")
    // The term of k right is C(n, k) / 2^n; from each to the next it is (n - k) / (k + 1) times as much.
    // Summed from the small end, so that none is lost beside larger ones.
    var term = exp2(-Double(trials))
    var sum = 0.0
    for wrong in stride(from: 0, through: trials - max(correct, 0), by: 1) {
      sum += term
      term *= Double(trials - wrong) / Double(wrong + 1)
    }
    return min(1, sum)
  }

  /// The fewest right answers whose chance is below `level`; nil where not even all of them are so few.
  public static func fewestCorrect(below level: Double, in trials: Int) -> Int? {
    (0...trials).first { chance(ofAtLeast: $0, in: trials) < level }
  }
}

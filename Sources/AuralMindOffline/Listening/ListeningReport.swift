import Foundation

/// What went into a listening test.
public struct ListeningReport: Sendable {
  /// Where B lies against A.
  public let alignment: Alignment
  /// The sample rate, in Hz.
  public let sampleRate: Int
  /// The gain of A, in dB.
  public let gainA: Double
  /// The gain of B, in dB.
  public let gainB: Double
  /// The figures of A as it was written.
  public let figuresA: ProgrammeFigures
  /// The figures of B as it was written.
  public let figuresB: ProgrammeFigures
  /// The digest that seals the key, in hexadecimal.
  public let keyDigest: String
  /// The number of trials.
  public let trials: Int

  /// A chance that people take for significant, and what it takes to get below it.
  public struct Threshold: Sendable, Encodable {
    /// The chance, from 0 to 1.
    public let p: Double
    /// The fewest right answers; nil where there are too few trials.
    public let correct: Int?
  }

  /// What it takes to show that A and B can be told apart.
  public var thresholds: [Threshold] {
    ListeningTexts.levels.map {
      Threshold(p: $0, correct: BinomialTest.fewestCorrect(below: $0, in: trials))
    }
  }

  /// What a listener should know of the alignment, a sentence each.
  public var notes: [String] {
    guard alignment.isTrusted else {
      return [
        String(
          format:
            "A and B are too little alike to be put in line (%.2f, and %.2f is the least), so "
            + "both stay where they are.", alignment.likeness, Alignment.leastLikeness)
      ]
    }
    return alignment.isInverted ? ["B is A upside down in polarity, and was left so."] : []
  }
}

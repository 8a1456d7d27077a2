/// The stored form: 32-bit words, the same on every machine of one byte order.
extension LearnedLoudness {
  /// The number of 32-bit words of the stored form.
  public static let wordCount = 3 + 6 * 80

  /// Names the form: "AML" and a version.
  private static let signature: UInt32 = 0x414d_4c01

  /// The word of the stored form at `index`, from 0 to `wordCount` - 1.
  ///
  /// Call it on `settled`, in which nothing is pending. Nothing is changed; of a value that is only lent the
  /// compiler copies an array for every word that is read.
  @_noLocks
  public mutating func word(at index: Int) -> UInt32 {
    switch index {
    case 0: return Self.signature
    case 1: return isKnown ? 1 : 0
    case 2: return Float(gainDecibels).bitPattern
    default:
      let entry = (index - 3) % Self.classCount
      switch (index - 3) / Self.classCount {
      case 0: return storedCounts[entry].bitPattern
      case 1: return storedPowers[entry].bitPattern
      case 2: return driveWeights[entry].bitPattern
      case 3: return drivePowers[entry].bitPattern
      case 4: return outputPowers[entry].bitPattern
      default: return reductions[entry].bitPattern
      }
    }
  }

  /// The same knowledge with the account of the current hearing closed.
  public var settled: LearnedLoudness {
    @_noLocks get {
      var copy = self
      copy.settleAccount()
      return copy
    }
  }

  /// Reads the stored form; nil when a word is not what this version wrote.
  @_noLocks
  public init?(wordCount: Int, word: (Int) -> UInt32) {
    guard wordCount == Self.wordCount, word(0) == Self.signature, word(1) <= 1 else { return nil }
    self.init()
    isKnown = word(1) == 1
    gainDecibels = Double(Float(bitPattern: word(2)))
    guard gainDecibels.isFinite, abs(gainDecibels) <= 24 else { return nil }
    for entry in 0..<Self.classCount {
      var values = InlineArray<6, Float>(repeating: 0)
      for field in 0..<6 {
        let value = Float(bitPattern: word(3 + field * Self.classCount + entry))
        // No count reaches this in a year of listening, no power does at +20 LUFS a block.
        guard value.isFinite, abs(value) < 1e12 else { return nil }
        guard value >= 0 else { return nil }
        values[field] = value
      }
      storedCounts[entry] = values[0]
      storedPowers[entry] = values[1]
      driveWeights[entry] = values[2]
      drivePowers[entry] = values[3]
      outputPowers[entry] = values[4]
      reductions[entry] = values[5]
    }
  }
}

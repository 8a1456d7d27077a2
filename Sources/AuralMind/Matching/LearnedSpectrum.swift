public import AuralDSP

/// What has been learned of the mix's spectrum: plain numbers that fit into a host's session.
///
/// The gated mean power of mid and side by band, how many analysis frames it stands for, and how loud
/// they were.
public struct LearnedSpectrum: Sendable {
  /// The mean power of mid and side over the frames that count.
  public var mean: BandSpectrum
  /// The number of analysis frames behind the mean; 0 where nothing was learned.
  public var frames: Float

  /// Nothing learned.
  @_noLocks
  public init() {
    mean = BandSpectrum()
    frames = 0
  }

  /// The number of 32-bit words of the stored form.
  public static let wordCount = 3 + 2 * 342

  /// Names the form: "AMS" and a version.
  private static let signature: UInt32 = 0x414d_5301

  /// The word of the stored form at `index`, from 0 to `wordCount` - 1.
  @_noLocks
  public func word(at index: Int) -> UInt32 {
    switch index {
    case 0: Self.signature
    case 1: UInt32(mean.count)
    case 2: frames.bitPattern
    default: mean[(index - 3) / 2][(index - 3) & 1].bitPattern
    }
  }

  /// Reads the stored form; nil when a word is not what this version wrote.
  @_noLocks
  public init?(wordCount: Int, word: (Int) -> UInt32) {
    guard wordCount == Self.wordCount, word(0) == Self.signature, word(1) <= 342 else { return nil }
    self.init()
    mean = BandSpectrum(count: Int(word(1)))
    frames = Float(bitPattern: word(2))
    // No session lasts for so many frames, and nothing is so loud.
    guard frames.isFinite, frames >= 0, frames < 1e9 else { return nil }
    for index in 0..<mean.count {
      let power = Frame(
        Float(bitPattern: word(3 + 2 * index)), Float(bitPattern: word(4 + 2 * index)))
      guard power.x.isFinite, power.y.isFinite, power.x >= 0, power.y >= 0, power.x < 1e6,
        power.y < 1e6
      else { return nil }
      mean[index] = power
    }
  }
}

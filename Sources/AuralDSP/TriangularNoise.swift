import CRealtime

/// Triangular noise from -1 to 1, the two sides independent, the same in every run.
///
/// The difference of two even numbers from 0 to 1: the dither that makes both mean and power of the
/// quantisation error independent of the signal (Lipshitz, Wannamaker & Vanderkooy, "Quantization
/// and Dither: A Theoretical Survey", J. AES 40, 1992). Its power is 1/6. The generator is SplitMix64
/// (Steele, Lea & Flood 2014).
public struct TriangularNoise {
  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15
  // Any two seeds far apart in the generator's one cycle do.
  private static let leftSeed: UInt64 = 0x41_7572_616C_4D69
  private static let rightSeed: UInt64 = 0xC3D2_E1F0_0F1E_2D3C

  private let start: noise_words
  /// The generators' counters.
  var words: noise_words

  /// Creates the sequence of the master's dither, at its beginning.
  public init() {
    start = noise_words(left: Self.leftSeed, right: Self.rightSeed)
    words = start
  }

  /// Creates a sequence of its own for every seed, at its beginning.
  public init(seed: UInt64) {
    // Scrambled, so that seeds next to each other begin far apart in the cycle.
    start = noise_words(left: Self.scrambled(seed), right: Self.scrambled(~seed))
    words = start
  }

  /// Starts the sequence again.
  @_noLocks
  public mutating func reset() {
    words = start
  }

  /// Returns the next pair.
  @_noLocks @inline(__always)
  public mutating func next() -> DoubleFrame {
    words.left &+= Self.increment
    words.right &+= Self.increment
    return DoubleFrame(Self.difference(words.left), Self.difference(words.right))
  }

  /// The difference of the two halves of a scrambled word, each an even number from 0 to 1.
  @_noLocks @inline(__always)
  private static func difference(_ word: UInt64) -> Double {
    let z = scrambled(word)
    return Double(Int64(z >> 32) - Int64(z & 0xFFFF_FFFF)) * 0x1p-32
  }

  /// A number that looks nothing like `word`, another for every one (SplitMix64's finaliser).
  @_noLocks @inline(__always)
  private static func scrambled(_ word: UInt64) -> UInt64 {
    var z = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

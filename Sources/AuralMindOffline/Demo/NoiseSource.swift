/// White noise from -1 to 1 that is the same every time (SplitMix64; Steele, Lea & Flood, 2014).
struct NoiseSource {
  private var state: UInt64

  /// Starts a sequence of its own for every seed.
  init(seed: UInt64) {
    state = seed
  }

  /// The next sample.
  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Double(Int64(bitPattern: bits)) * 0x1p-63
  }
}

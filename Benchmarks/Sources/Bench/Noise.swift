/// White and pink noise from a seed, by the generator SplitMix64.
struct Noise {
  private var state: UInt64
  private var filters: (Double, Double, Double, Double, Double) = (0, 0, 0, 0, 0)

  /// The same numbers for a seed.
  init(seed: UInt64) { state = seed }

  /// An even number from -1 to 1.
  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1
  }

  /// One sample of pink noise, of RMS 1 or so: the sum of five low-passes an octave or two apart.
  mutating func pink() -> Double {
    let white = next()
    filters.0 = 0.9986 * filters.0 + 0.056 * white
    filters.1 = 0.9933 * filters.1 + 0.075 * white
    filters.2 = 0.969 * filters.2 + 0.154 * white
    filters.3 = 0.8665 * filters.3 + 0.31 * white
    filters.4 = 0.55 * filters.4 + 0.533 * white
    return 0.8
      * (0.5 * white + filters.0 + filters.1 + filters.2 + filters.3 + filters.4)
  }
}

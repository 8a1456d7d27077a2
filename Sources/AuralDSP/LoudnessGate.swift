/// Gated loudness of a whole programme, in bounded memory.
///
/// ITU-R BS.1770-5, Annex 1, equations 3 to 7: 400 ms blocks below -70 LUFS do not count, and of the
/// others those more than 10 LU below their own mean do not either.
public struct LoudnessGate: ~Copyable {
  /// One tenth: the relative gate lies 10 LU below the mean power.
  private static let relativeGate = 0.1

  private var blocks = LoudnessHistogram()

  /// Creates a gate that has heard nothing.
  public init() {}

  /// Forgets everything.
  @_noLocks
  public mutating func reset() {
    blocks.reset()
  }

  /// Counts one 400 ms block of the given K-weighted power, summed over the channels.
  @_noLocks
  public mutating func add(blockPower: Double) {
    blocks.add(power: blockPower)
  }

  /// The number of blocks louder than the absolute gate.
  public var blockCount: Int {
    @_noLocks get { Int(blocks.total.y) }
  }

  /// The power from which blocks count at present; 0 before any block.
  public var thresholdPower: Double {
    @_noLocks get {
      let total = blocks.total
      return total.y > 0 ? total.x / total.y * Self.relativeGate : 0
    }
  }

  /// The gated loudness so far, in LUFS; `silenceLUFS` before any block.
  ///
  /// Costs below 1 µs.
  public var integratedLUFS: Double {
    @_noLocks get {
      guard blocks.total.y > 0 else { return silenceLUFS }
      let gated = blocks.sum(fromPower: thresholdPower)
      return gated.y > 0 ? loudnessLUFS(power: gated.x / gated.y) : silenceLUFS
    }
  }
}

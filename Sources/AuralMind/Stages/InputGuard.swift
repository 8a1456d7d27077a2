import AuralDSP

/// Lets nothing into the chain that a filter could not forget (chain.md, stage 0).
struct InputGuard {
  /// Louder than any converter: +120 dBFS.
  private static let highest: Float = 1e6

  /// Replaces what is not finite, and subnormals, by silence, and holds the rest inside +120 dBFS.
  @_noLocks
  func process(_ block: inout MutableSpan<Frame>) {
    let silence = Frame.zero
    for i in block.indices {
      let frame = block[i]
      let size = magnitude(frame)
      // A comparison with NaN is false, so NaN is not sound.
      let isSound =
        (size .>= Frame(repeating: .leastNormalMagnitude))
        .& (size .<= Frame(repeating: .greatestFiniteMagnitude))
      let isHuge = size .> Frame(repeating: Self.highest)
      let held = frame.replacing(with: Frame(repeating: Self.highest), where: frame .> 0)
        .replacing(with: Frame(repeating: -Self.highest), where: frame .< 0)
      block[i] = frame.replacing(with: held, where: isHuge).replacing(
        with: silence, where: .!isSound)
    }
  }
}

import AuralDSP
import AuralMind

/// Cuts blocks at the ends of hops of 100 ms, where a chain's meters are read.
struct HopClock {
  private let hopFrames: Int
  /// Frames until the meters show the next hop.
  private var framesToHop: Int

  /// Starts counting at `sampleRate`, in Hz.
  init(sampleRate: Int) {
    hopFrames = Int((Double(sampleRate) * 0.1).rounded())
    // The meters take up a hop on the chain's grid, which is finer than this.
    framesToHop = hopFrames + Glide.quantumFrames
  }

  /// Lets a chain process a block in pieces, and calls `read` at the end of each hop.
  mutating func process(
    _ block: inout MutableSpan<Frame>, with chain: inout MasteringChain,
    read: (inout MasteringChain) -> Void
  ) {
    var start = 0
    while start < block.count {
      let end = min(block.count, start + framesToHop)
      var piece = block._mutatingExtracting(start..<end)
      chain.process(&piece)
      framesToHop -= end - start
      start = end
      guard framesToHop == 0 else { continue }
      framesToHop = hopFrames
      read(&chain)
    }
  }
}

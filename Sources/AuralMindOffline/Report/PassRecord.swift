import AuralDSP
import AuralMind

/// What the chain showed in one pass, by hops of 100 ms, and what each stage did to the level.
struct PassRecord {
  /// What the meters showed of a hop.
  struct Hop {
    /// The greatest gain reduction of the limiter, in dB.
    var gainReductionDecibels: Float
    /// The governor's gain, in dB.
    var governorGainDecibels: Float
    /// The greatest dips, in dB.
    var maskingDipDecibels: Float
    var deessDipDecibels: Float
    /// The fundamental of the bass, in Hz; 0 before any was clear.
    var subNoteHertz: Float
  }

  /// The hops of what came out, latency and all.
  private(set) var hops: [Hop] = []
  /// The level at every `StagePlace`, in their order; empty before the end.
  private(set) var levels: [StageLevel] = []
  /// What the match EQ did at the end.
  private(set) var matchState = MatchState.none
  /// How late the hops are, in seconds.
  let latencySeconds: Double

  private let hopFrames: Int
  /// Frames until the meters show the next hop.
  private var framesToHop: Int

  /// Nothing yet of a pass at `sampleRate`, in Hz, that is `latencyFrames` late.
  init(sampleRate: Int, latencyFrames: Int) {
    latencySeconds = Double(latencyFrames) / Double(sampleRate)
    hopFrames = Int((Double(sampleRate) * 0.1).rounded())
    // The meters take up a hop on the chain's grid, which is finer than this.
    framesToHop = hopFrames + Glide.quantumFrames
  }

  /// Lets a chain process a block in pieces, and reads its meters once a hop.
  mutating func process(_ block: inout MutableSpan<Frame>, with chain: inout MasteringChain) {
    var start = 0
    while start < block.count {
      let end = min(block.count, start + framesToHop)
      var piece = block._mutatingExtracting(start..<end)
      chain.process(&piece)
      framesToHop -= end - start
      start = end
      guard framesToHop == 0 else { continue }
      framesToHop = hopFrames
      let meters = chain.meters
      hops.append(
        Hop(
          gainReductionDecibels: Float(meters.gainReductionDecibels),
          governorGainDecibels: Float(meters.appliedGainDecibels),
          maskingDipDecibels: Float(meters.maskingDipDecibels),
          deessDipDecibels: Float(meters.deessDipDecibels),
          subNoteHertz: Float(meters.subNoteHertz)))
    }
  }

  /// Takes what the chain knows at the end of the pass.
  mutating func finish(with chain: borrowing MasteringChain) {
    levels = StagePlace.allCases.map { chain.level(at: $0) }
    matchState = chain.meters.matchState
  }
}

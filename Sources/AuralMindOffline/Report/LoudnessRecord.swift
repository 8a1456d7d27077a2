import AuralDSP
import AuralMind

/// What the part of the chain from the governor on showed, by hops of 100 ms, and what its stages did to
/// the level.
struct LoudnessRecord: ChainRecord, Sendable {
  /// What the meters showed of a hop.
  struct Hop: Sendable {
    /// The greatest gain reduction of the limiter, in dB.
    var gainReductionDecibels: Float
    /// The governor's gain, in dB.
    var governorGainDecibels: Float
  }

  /// The hops, in their order.
  private(set) var hops: [Hop] = []
  /// The levels at the places of this part, in their order.
  private(set) var levels: [StageLevel] = []
  /// The bursts that came through the whole chain.
  private(set) var bursts = 0

  private var clock: HopClock

  /// The places this part has.
  private static let places = StagePlace.allCases.drop { $0 != .governor }

  /// Nothing yet of a pass at `sampleRate`, in Hz.
  init(sampleRate: Int) { clock = HopClock(sampleRate: sampleRate) }

  /// Lets a chain process a block, and reads its meters once a hop.
  mutating func process(_ block: inout MutableSpan<Frame>, with chain: inout MasteringChain) {
    var heard: [Hop] = []
    clock.process(&block, with: &chain) { chain in
      heard.append(
        Hop(
          gainReductionDecibels: Float(chain.meters.gainReductionDecibels),
          governorGainDecibels: Float(chain.meters.appliedGainDecibels)))
    }
    hops += heard
  }

  /// Takes what the chain knows at the end of the pass.
  mutating func finish(with chain: borrowing MasteringChain) {
    bursts = chain.bursts(at: .dither)
    levels = []
    for place in Self.places { levels.append(chain.level(at: place, bursts: bursts)) }
  }
}

import AuralDSP
import AuralMind

/// What the part of the chain before the governor showed, by hops of 100 ms, and what its stages did to
/// the level.
struct ToneRecord: ChainRecord, Sendable {
  /// What the meters showed of a hop.
  struct Hop: Sendable {
    /// The greatest dips, in dB.
    var maskingDipDecibels: Float
    var deessDipDecibels: Float
    /// The fundamental of the bass, in Hz; 0 before any was clear.
    var subNoteHertz: Float
  }

  /// The hops, in their order.
  private(set) var hops: [Hop] = []
  /// What the match EQ did at the end.
  private(set) var matchState = MatchState.none

  private var clock: HopClock
  /// The levels over all bursts that were heard at a place, and over all but the last.
  private var levels: [(bursts: Int, all: StageLevel, earlier: StageLevel)] = []

  /// The places this part has.
  private static let places = StagePlace.allCases.prefix { $0 != .governor }

  /// Nothing yet of a pass at `sampleRate`, in Hz.
  init(sampleRate: Int) { clock = HopClock(sampleRate: sampleRate) }

  /// Puts together what the two halves of the part showed of the same mix.
  init(leftRight: ToneRecord, midSide: ToneRecord) {
    self = midSide
    matchState = leftRight.matchState
    for (i, hop) in zip(hops.indices, leftRight.hops) { hops[i].subNoteHertz = hop.subNoteHertz }
    let count = Self.places.prefix { $0 != .masking }.count
    levels.replaceSubrange(..<count, with: leftRight.levels[..<count])
  }

  /// Lets a chain process a block, and reads its meters once a hop.
  mutating func process(_ block: inout MutableSpan<Frame>, with chain: inout MasteringChain) {
    var heard: [Hop] = []
    clock.process(&block, with: &chain) { chain in
      chain.publishTone()
      heard.append(
        Hop(
          maskingDipDecibels: Float(chain.meters.maskingDipDecibels),
          deessDipDecibels: Float(chain.meters.deessDipDecibels),
          subNoteHertz: Float(chain.meters.subNoteHertz)))
    }
    hops += heard
  }

  /// Takes what the chain knows at the end of the pass.
  mutating func finish(with chain: borrowing MasteringChain) {
    matchState = chain.meters.matchState
    levels = []
    for place in Self.places {
      let bursts = chain.bursts(at: place)
      levels.append(
        (
          bursts, chain.level(at: place, bursts: bursts),
          chain.level(at: place, bursts: bursts - 1)
        ))
    }
  }

  /// The levels at the places of this part, over the bursts that came through the whole chain.
  func levels(bursts: Int) -> [StageLevel] {
    levels.map { bursts < $0.bursts ? $0.earlier : $0.all }
  }
}

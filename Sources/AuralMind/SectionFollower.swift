import AuralDSP

/// Tells a chorus from a verse while the track plays, by its loudness.
///
/// A section is lifted from where its loudness passes what three quarters of the track stay below,
/// until it falls 1.5 LU below that. A track whose quarters lie less than 2 LU apart has no
/// sections, and nothing is lifted before the track is known.
struct SectionFollower {
  /// How far the loudness must fall for a chorus to be over, in LU: more than it wavers from bar to
  /// bar.
  private static let hysteresis = 1.5

  /// The least distance between the quarters of a track that has sections, in LU.
  private static let leastSpread = 2.0

  /// The shortest section, in seconds: two bars at 160 beats per minute.
  private static let holdSeconds = 3.0

  private let holdQuanta: Int
  private var isChorus = false
  private var quanta: Int

  init(sampleRate: Double) {
    holdQuanta = Int(Self.holdSeconds * sampleRate / Double(Glide.quantumFrames))
    quanta = holdQuanta
  }

  /// Where the lift is going: 0 or 1.
  var lift: Double {
    @_noLocks get { isChorus ? 1 : 0 }
  }

  /// Goes by what a `PhraseFollower` has heard; once a quantum, after its update.
  ///
  /// - Parameters:
  ///   - loudnessLUFS: The loudness now.
  ///   - quarterLUFS: What a quarter of the track stays below.
  ///   - threeQuartersLUFS: What three quarters of the track stay below.
  ///   - isKnown: Whether the quarters mean something.
  @_noLocks
  mutating func update(
    loudnessLUFS: Double, quarterLUFS: Double, threeQuartersLUFS: Double, isKnown: Bool
  ) {
    quanta = min(quanta + 1, holdQuanta)
    guard isKnown, threeQuartersLUFS - quarterLUFS >= Self.leastSpread else {
      if isChorus { turn(false) }
      return
    }
    guard quanta == holdQuanta else { return }
    if isChorus {
      if loudnessLUFS < threeQuartersLUFS - Self.hysteresis { turn(false) }
    } else if loudnessLUFS >= threeQuartersLUFS {
      turn(true)
    }
  }

  /// Forgets where it was.
  @_noLocks
  mutating func reset() {
    isChorus = false
    quanta = holdQuanta
  }

  @_noLocks
  private mutating func turn(_ chorus: Bool) {
    isChorus = chorus
    quanta = 0
  }
}

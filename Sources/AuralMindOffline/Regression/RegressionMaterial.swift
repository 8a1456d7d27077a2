import AuralDSP

/// What a programme of the regression suite is made of: each drives other stages of the chain.
public enum RegressionMaterial: String, CaseIterable, Sendable {
  /// A wide sub that differs between the sides: mono-sub, low end of the limiter.
  case bass
  /// A quiet mix without highs: the governor's longest way, and nothing to hear for what adds air.
  case dark
  /// The demo mix from its verse into its chorus: sections, phrases, everything a song has.
  case demo
  /// A mix that was clipped and made loud before: the limiter with nothing to gain, crest guards.
  case dense
  /// Drums and single clicks in silence: transients, look-ahead, gates.
  case sparse
  /// A voice in the middle with sibilants and pauses: de-esser, masking, glow, correlation near 1.
  case voice

  /// The length, in seconds: a section or two for the demo, else what its events take to come twice.
  var seconds: Double { self == .demo ? 11 : 8 }

  /// The whole of it; the same bits every time for a rate, in Hz.
  func frames(sampleRate: Double) -> [Frame] {
    let count = Int(seconds * sampleRate)
    switch self {
    case .bass: return Self.frames(count, sampleRate, WideBass(sampleRate: sampleRate))
    case .dark: return Self.frames(count, sampleRate, DarkMix(sampleRate: sampleRate))
    case .demo:
      // Six seconds of verse, five of chorus.
      return Self.mix(
        count, sampleRate, firstStep: DemoScore.stepsPerSection - DemoScore.stepsPerBar * 5 / 2)
    case .dense:
      let mix = Self.mix(count, sampleRate, firstStep: DemoScore.stepsPerSection)
      return mix.map { DenseMix.driven($0) }
    case .sparse: return Self.frames(count, sampleRate, SparseDrums(sampleRate: sampleRate))
    case .voice: return Self.frames(count, sampleRate, SpokenVoice(sampleRate: sampleRate))
    }
  }

  /// A part of the demo mix.
  private static func mix(_ count: Int, _ sampleRate: Double, firstStep: Int) -> [Frame] {
    var mix = DemoMix(sampleRate: sampleRate, frameCount: count, firstStep: firstStep)
    var frames: [Frame] = []
    frames.reserveCapacity(count)
    var block: [Frame] = []
    while mix.read(&block) { frames += block }
    return frames
  }

  private static func frames(
    _ count: Int, _ sampleRate: Double, _ part: some RegressionSound
  ) -> [Frame] {
    var part = part
    return (0..<count).map { _ in Frame(part.next()) }
  }
}

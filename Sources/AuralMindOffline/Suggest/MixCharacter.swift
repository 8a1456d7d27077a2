import AuralMind

/// What kind of mix the measures tell of, as far as that decides about the preset.
///
/// The kinds are tried in the order of this list, for what is squashed or wide open is that whatever its
/// spectrum.
enum MixCharacter: CaseIterable {
  /// Limited already: nothing is left to work with.
  case squashed
  /// Loudness that moves as in concert music.
  case open
  /// Neither sub nor edge: acoustic instruments, recorded plainly.
  case acoustic
  /// As bright and as dense as a mix should get.
  case brightAndDense
  /// A sub that stands alone at the bottom: trap, drill, bass music.
  case subAlone
  /// A heavy low end with kick and bass above it: electronic dance music.
  case heavy
  /// Dense, of common balance.
  case dense
  /// Everything else.
  case common

  /// Peaks over loudness below this, in dB, are what limiters leave: -1 dBTP at -9 LUFS has 8.
  static let squashedPLR = 10.0
  /// Crest factors below this, in dB: a sine has 3, pink noise that nobody limited about 12.
  static let squashedCrest = 9.0
  /// Peaks over loudness from here on, in dB, are large: a strong sub, or rumble, then makes the crest
  /// factor small all by itself, for both count for little in loudness.
  static let largePLR = 13.0
  /// Loudness ranges from here on, in LU, are those of concert and film music; most popular music has 3
  /// to 8.
  static let openRange = 9.0
  /// The sub of acoustic instruments, in dB of loudness: about what pink noise has, -9.4.
  static let acousticSub = -9.0
  /// Their 5 to 10 kHz, in dB of loudness: without close cymbals and synthesisers.
  static let acousticBrilliance = -18.0
  /// The presence of what is bright, in dB of loudness: as much as pink noise has.
  static let brightPresence = -10.0
  /// Its 5 to 10 kHz, in dB of loudness: no more than 5 dB below pink noise.
  static let brightBrilliance = -16.5
  /// Peaks over loudness of what is dense, in dB: it would be at -13 LUFS with peaks at -1 dBTP.
  static let densePLR = 12.5
  /// A heavy sub, in dB of loudness: 6 dB over that of pink noise.
  static let heavySub = -3.0
  /// By how much a sub that stands alone is over the bass above it, in dB.
  static let aloneDecibels = 4.0
  /// Music for a floor has attacks; drones that lie in the sub are below this at 2 to 5 kHz, in dB of
  /// loudness.
  static let floorPresence = -25.0

  /// Finds the kind of a mix.
  init(_ traits: TrackTraits) {
    self = Self.allCases.first { $0.fits(traits) } ?? .common
  }

  private func fits(_ traits: TrackTraits) -> Bool {
    let figures = traits.figures
    let balance = traits.balance
    switch self {
    case .squashed:
      return traits.peakToLoudnessDecibels < Self.squashedPLR
        || (figures.crestDecibels < Self.squashedCrest
          && traits.peakToLoudnessDecibels < Self.largePLR)
    case .open: return figures.loudnessRangeLU >= Self.openRange
    case .acoustic:
      return balance.subDecibels < Self.acousticSub
        && balance.brillianceDecibels < Self.acousticBrilliance
    case .brightAndDense:
      return balance.presenceDecibels > Self.brightPresence
        && balance.brillianceDecibels > Self.brightBrilliance
        && traits.peakToLoudnessDecibels < Self.densePLR
    case .subAlone:
      return Self.isHeavy(balance)
        && balance.subDecibels - balance.bassDecibels > Self.aloneDecibels
    case .heavy: return Self.isHeavy(balance)
    case .dense: return traits.peakToLoudnessDecibels < Self.densePLR
    case .common: return true
    }
  }

  private static func isHeavy(_ balance: SpectralBalance) -> Bool {
    balance.subDecibels > heavySub && balance.presenceDecibels > floorPresence
  }

  /// The preset that suits the kind.
  var preset: Preset {
    switch self {
    case .squashed: .transparent
    case .open, .acoustic: .cinematic
    case .brightAndDense: .clubClean
    case .subAlone: .competitiveTrap
    case .heavy: .club
    case .dense: .radioLoud
    case .common: .hiFiStreaming
    }
  }

  /// Why, in one sentence.
  func reason(_ traits: TrackTraits) -> String {
    let figures = traits.figures
    let balance = traits.balance
    switch self {
    case .squashed:
      return """
        Peaks stand only \(written(traits.peakToLoudnessDecibels, decimals: 1)) dB over the loudness, as limiting \
        leaves them, so nothing should be added but level.
        """
    case .open:
      return """
        Loudness moves over \(written(figures.loudnessRangeLU, decimals: 1)) LU, which is the music's and should \
        stay: dynamics and body, gentle at every stage.
        """
    case .acoustic:
      return """
        There is neither a sub (\(written(balance.subDecibels, decimals: 1)) dB) nor much above 5 kHz \
        (\(written(balance.brillianceDecibels, decimals: 1)) dB beside the loudness), as acoustic instruments have it, \
        and they want a gentle hand.
        """
    case .brightAndDense:
      return """
        It is bright (\(written(balance.presenceDecibels, decimals: 1)) dB at 2–5 kHz beside the loudness) and dense \
        (PLR \(written(traits.peakToLoudnessDecibels, decimals: 1)) dB) already, so it wants clearing rather than \
        adding.
        """
    case .subAlone:
      return """
        The sub stands \(written(balance.subDecibels - balance.bassDecibels, decimals: 1)) dB over the bass above it \
        and carries the track.
        """
    case .heavy:
      return """
        The low end is heavy (\(written(balance.subDecibels, decimals: 1)) dB at 30–90 Hz beside the loudness) with \
        bass above it and attacks in the presence, as a dance floor wants it.
        """
    case .dense:
      return """
        It is dense (PLR \(written(traits.peakToLoudnessDecibels, decimals: 1)) dB) and of common balance, so \
        loudness costs little.
        """
    case .common:
      return """
        Balance and dynamics are those of most music (loudness range \
        \(written(figures.loudnessRangeLU, decimals: 1)) LU, PLR \(written(traits.peakToLoudnessDecibels, decimals: 1)) dB): open \
        and detailed.
        """
    }
  }

  /// The figures the reason rests on.
  func measures(_ traits: TrackTraits) -> [Suggestion.Measure] {
    switch self {
    case .squashed: [traits.peakToLoudness, traits.crest]
    case .open: [traits.loudnessRange]
    case .acoustic: [traits.sub, traits.brilliance]
    case .brightAndDense: [traits.presence, traits.brilliance, traits.peakToLoudness]
    case .subAlone, .heavy: [traits.sub, traits.bass]
    case .dense: [traits.peakToLoudness]
    case .common: [traits.loudnessRange, traits.peakToLoudness, traits.sub]
    }
  }
}

import AuralMind
import Foundation

/// Proposes how far a mix is brought towards a reference.
enum ReferenceRules {
  /// Distances in dB up to which all of a difference may be taken, most, or some of it.
  ///
  /// Songs of one record are some 2 to 3 dB apart, those of one style 4 to 6.
  private static let near = 3.0
  private static let apart = 6.0
  private static let far = 9.0
  /// The limit where curves have to go further than the usual 6 dB, in dB.
  private static let farLimit = 8.0
  /// Sides of a reference this far below its middle, in dB, are those of a mono record.
  private static let monoDecibels = -30.0
  /// Widths that differ by more than this, in dB, are different pictures.
  private static let widthDecibels = 9.0

  /// The items for a mix and its reference, and what is to be said about them.
  static func items(
    _ traits: TrackTraits, mix: MatchSpectrum, reference: ReferenceTrack
  ) -> (items: [Suggestion.Item], notes: [String]) {
    guard let distance = spectralDistanceDecibels(mix, reference.spectrum) else {
      return ([], ["Mix and reference have too little in common to be compared."])
    }
    var notes = loudness(traits, reference)
    if distance > far {
      notes.append(
        """
        The reference is \(written(distance, decimals: 1)) dB away in third octaves, as far as another kind of music; \
        one that is nearer would tell more.
        """)
    }
    return (amount(distance) + side(traits, reference), notes)
  }

  private static func amount(_ distance: Double) -> [Suggestion.Item] {
    let measure = Suggestion.Measure("distance from the reference", distance, "dB")
    let words = "Mix and reference are \(written(distance, decimals: 1)) dB apart in third octaves"
    switch distance {
    case ...near:
      return [.init(.match, 100, "\(words): near enough to take all of it.", [measure])]
    case ...apart:
      return [
        .init(
          .match, 80, "\(words): most of it can be taken without the curve being heard.", [measure])
      ]
    case ...far:
      return [
        .init(.match, 65, "\(words): two thirds keep the mix's own character.", [measure]),
        .init(.matchLimit, farLimit, "So far apart, 6 dB would cut the curve short.", [measure]),
      ]
    default:
      return [
        .init(
          .match, 40,
          "\(words): arrangements differ, not mixes, so that only the direction is taken.",
          [measure])
      ]
    }
  }

  private static func side(
    _ traits: TrackTraits, _ reference: ReferenceTrack
  ) -> [Suggestion.Item] {
    if reference.spectrum.isCurve { return [] }
    let width = SpectralBalance(reference.spectrum.bands).sideDecibels
    let measures = [
      traits.side, Suggestion.Measure("reference's side over mid", width, "dB"),
    ]
    if traits.isMono || width < monoDecibels {
      let which = traits.isMono ? "mix" : "reference"
      return [
        .init(
          .matchSide, 0,
          "The \(which) is as good as mono, so its sides are no guide: they get the middle's curve.",
          measures)
      ]
    }
    guard abs(width - traits.balance.sideDecibels) > widthDecibels else { return [] }
    return [
      .init(
        .matchSide, 50,
        """
        The reference's sides are \(written(width, decimals: 1)) dB beside its middle, the mix's \
        \(written(traits.balance.sideDecibels, decimals: 1)): half way is a picture that holds together.
        """, measures)
    ]
  }

  private static func loudness(_ traits: TrackTraits, _ reference: ReferenceTrack) -> [String] {
    guard let loudness = reference.integratedLUFS else { return [] }
    return [
      """
      The reference is at \(written(loudness, decimals: 1)) LUFS, the mix at \
      \(written(traits.figures.integratedLUFS, decimals: 1)): matching changes the balance alone, and \
      --target-lufs \(String(format: "%.1f", loudness)) would follow the loudness.
      """
    ]
  }
}

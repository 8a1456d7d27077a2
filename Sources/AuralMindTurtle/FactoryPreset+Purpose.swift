import AuralMind

extension FactoryPreset {
  /// Masters for a purpose: a character, a destination and amounts that suit it.
  static var purposes: [FactoryPreset] {
    [streaming, appleMusic, broadcast, clubLoud, vinyl, podcast, matchOnly, loudnessOnly]
  }

  /// A preset that names every port of the sound: those of `changes`, and all others as they are before
  /// anybody touches them.
  init(
    label: String, comment: String, slug: String, preset: Preset,
    delivery: Delivery = .fromPreset, changes: [Control: Float] = [:]
  ) {
    let chosen: [Control: Float] = [
      .preset: Float(preset.rawValue), .delivery: Float(delivery.rawValue),
    ]
    let all = changes.merging(chosen) { _, choice in choice }
    self.init(
      label: label, comment: comment, slug: slug,
      values: Self.soundPorts.map { ($0, all[$0] ?? $0.range.initial) })
  }

  /// The amounts of all stages between match EQ and clip, the clip and the high-pass: nothing of them.
  private static let nothing: [Control: Float] = [
    .highpass: 0, .monoSub: 0, .masking: 0, .deess: 0, .glow: 0, .width: 0, .microshift: 0,
    .microdetail: 0, .movement: 0, .hookLift: 0, .transient: 0, .clip: 0,
  ]

  private static let streaming = FactoryPreset(
    label: "Streaming -14",
    comment: """
      The all-rounder for Spotify, YouTube, Tidal and their like: open and detailed, at the -14 LUFS \
      they play at, so that nothing is turned down, under -1 dBTP.
      """,
    slug: "streaming-14", preset: .hiFiStreaming, delivery: .streaming)

  // With 2 dB more room than at -14 LUFS the peaks can stay: no clip, little limiting.
  private static let appleMusic = FactoryPreset(
    label: "Apple Music",
    comment: """
      For Apple Music and its Sound Check: -16 LUFS under -1 dBTP leave room for drums to breathe, so \
      the clip stays out and the limiter hardly works.
      """,
    slug: "apple-music", preset: .hiFiStreaming, delivery: .appleMusic,
    changes: [.gainReductionLimit: 2, .transient: 80, .clip: 0])

  // The norm is for mono sets too, and it is no norm if it yields: 12 pushes regardless. At -23 LUFS
  // there is hardly anything to limit.
  private static let broadcast = FactoryPreset(
    label: "Broadcast EBU R 128",
    comment: """
      For radio and television after EBU R 128: -23 LUFS under -1 dBTP, dynamics kept, words clear and \
      soft on the ear, safe in mono.
      """,
    slug: "broadcast-ebu-r128", preset: .cinematic, delivery: .ebuR128,
    changes: [
      .gainReductionLimit: 12, .highpass: 30, .masking: 120, .deess: 130, .width: 60,
      .microshift: 50, .microdetail: 80, .movement: 50, .hookLift: 50, .clip: 0,
    ])

  // The clip takes the drums, so that the limiter need not pump; 6 dB on average is where it would.
  private static let clubLoud = FactoryPreset(
    label: "Club Loud",
    comment: """
      For the floor and the DJ's set: -8.5 LUFS under -0.5 dBTP, the sub firmly in the middle, \
      attacks and clip driven. It yields where the mix would fall apart.
      """,
    slug: "club-loud", preset: .club, delivery: .custom,
    changes: [
      .targetLUFS: -8.5, .ceiling: -0.5, .gainReductionLimit: 6, .highpass: 25, .monoSub: 150,
      .glow: 120, .transient: 130, .clip: 150,
    ])

  // What a cutting head cannot follow: side in the bass, sibilants, sides out of phase, flat tops.
  private static let vinyl = FactoryPreset(
    label: "Vinyl Pre-master",
    comment: """
      For the cutting engineer: -16 LUFS under -3 dBTP with the peaks whole, the bass mono, sibilants \
      tamed, the sides calm and no added air. No clip, and next to no limiting.
      """,
    slug: "vinyl-pre-master", preset: .cinematic, delivery: .custom,
    changes: [
      .targetLUFS: -16, .ceiling: -3, .gainReductionLimit: 1, .highpass: 30, .monoSub: 200,
      .deess: 150, .glow: 60, .width: 40, .microshift: 0, .microdetail: 50, .movement: 0,
      .hookLift: 0, .transient: 50, .clip: 0,
    ])

  // Speech peaks far above its loudness: -16 LUFS takes more limiting than music does.
  private static let podcast = FactoryPreset(
    label: "Podcast",
    comment: """
      For spoken word: -16 LUFS under -1 dBTP, rumble cut at 60 Hz, boxiness and sibilants \
      softened, voices ahead, nothing done to width, alike on one loudspeaker and on two.
      """,
    slug: "podcast", preset: .radioLoud, delivery: .custom,
    changes: [
      .targetLUFS: -16, .ceiling: -1, .gainReductionLimit: 6, .highpass: 60, .masking: 150,
      .deess: 150, .glow: 60, .width: 0, .microshift: 0, .microdetail: 0, .movement: 0,
      .hookLift: 0, .transient: 0, .clip: 0,
    ])

  // Transparent has no curve of its own; at 0 dBTP the limiter waits for what would clip.
  private static let matchOnly = FactoryPreset(
    label: "Match Only",
    comment: """
      Only the match EQ: brings the tone all the way to the reference you choose, at the loudness of \
      the mix. The limiter catches what would pass 0 dBTP, and nothing else.
      """,
    slug: "match-only", preset: .transparent, delivery: .custom,
    changes: nothing.merging(
      [.ceiling: 0, .governor: Float(GovernorMode.off.rawValue), .match: 100]
    ) { _, change in change })

  private static let loudnessOnly = FactoryPreset(
    label: "Loudness Only",
    comment: """
      Only the governor and the limiter: -14 LUFS under -1 dBTP with the tone and the width of the \
      mix; choose another delivery as you like.
      """,
    slug: "loudness-only", preset: .transparent, delivery: .streaming,
    changes: nothing.merging([.match: 0]) { _, change in change })
}

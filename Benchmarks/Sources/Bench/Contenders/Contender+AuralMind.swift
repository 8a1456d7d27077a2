extension Contender {
  /// The plugin that is measured.
  static let ourURI = "urn:auralmind:mastering"

  /// Everything out of the path that can be: what is left is the guard, the delays and the meters.
  ///
  /// Club is the preset because it asks something of every stage. The governor turns the programme down,
  /// so that the limiter has nothing to do.
  static let neutralSettings: [String: Float] = [
    "preset": 4, "delivery": 7, "ceiling_dbtp": 0, "governor": 1, "governor_gain": -12,
    "match": 0, "match_learn": 0, "highpass": 0, "mono_sub": 0, "warmth": 0, "masking": 0,
    "deess": 0, "glow": 0, "width": 0, "microshift": 0, "microdetail": 0, "movement": 0,
    "hook_lift": 0, "transient": 0, "clip": 0, "dither": 0,
  ]

  /// The ceiling and the drive that peers get.
  static let hotSettings: [String: Float] = [
    "delivery": 7, "ceiling_dbtp": -1, "governor": 1, "governor_gain": 6,
  ]

  /// Ours, with settings of which the later ones count.
  static func ours(_ key: String, _ name: String, _ settings: [String: Float]...) -> Contender {
    Contender(
      key: key, name: name, uri: ourURI, package: "",
      settings: settings.reduce(into: [:]) { $0.merge($1) { $1 } })
  }

  /// What there is when nothing is on.
  static let neutral = ours("neutral", "AuralMind: nothing on", neutralSettings)

  /// What does a limiter's work, with nothing before it; the first preset that clips.
  static let limiterSection = ours(
    "limiter-section", "AuralMind: governor, clip, limiter, meters", neutralSettings, hotSettings,
    ["preset": 1, "clip": 100])

  /// The amounts that make the chain whole: the initial ones, and what is 0 or off there.
  static let wholeSettings: [String: Float] = hotSettings.merging(
    [
      "preset": 4, "match": 65, "match_learn": 1, "highpass": 20, "warmth": 50, "clip": 100,
      "dither": 3, "dither_shape": 1,
    ]
  ) { $1 }

  /// The whole chain.
  static let whole = ours("whole", "AuralMind: every stage on, learning", wholeSettings)
}

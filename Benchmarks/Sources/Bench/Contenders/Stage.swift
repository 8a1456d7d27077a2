/// A stage of the chain: how it is alone, and how the chain is without it.
struct Stage {
  /// What it is called on a command line and in a table of figures.
  let key: String
  /// What people read.
  let name: String
  /// What brings it into the neutral chain.
  let on: [String: Float]
  /// What takes it out of the whole chain.
  let off: [String: Float]
  /// What else it needs to have work; the cost of that is not its own.
  let base: [String: Float]

  init(
    _ key: String, _ name: String, on: [String: Float], off: [String: Float],
    base: [String: Float] = [:]
  ) {
    self.key = key
    self.name = name
    self.on = on
    self.off = off
    self.base = base
  }

  /// The stage alone.
  var alone: Contender {
    .ours("\(key)-alone", "\(name), alone", Contender.neutralSettings, base, on)
  }

  /// What is to be taken off the stage alone.
  var foundation: Contender {
    base.isEmpty
      ? .neutral : .ours("\(key)-base", "\(name), base", Contender.neutralSettings, base)
  }

  /// The whole chain without it.
  var leftOut: Contender {
    .ours("without-\(key)", "everything but \(name)", Contender.wholeSettings, off)
  }

  private static func amount(
    _ symbol: String, _ name: String, at percent: Float = 100
  ) -> Stage {
    Stage(symbol, name, on: [symbol: percent], off: [symbol: 0])
  }

  /// Every stage, in the order of the sound, and at last none.
  ///
  /// That is a port which changes nothing in either chain: what it seems to cost tells how far the
  /// differences can be trusted.
  static let all = [
    amount("highpass", "Safety high-pass", at: 20),
    amount("mono_sub", "Mono sub"),
    amount("match", "Match EQ", at: 65),
    amount("match_learn", "Match learn", at: 1),
    amount("warmth", "Warmth", at: 50),
    amount("masking", "Masking EQ"),
    amount("deess", "De-esser"),
    amount("glow", "Harmonic glow"),
    amount("width", "Stereo realism"),
    amount("microshift", "Microshift"),
    amount("microdetail", "Microdetail"),
    amount("movement", "Movement"),
    amount("hook_lift", "Hook lift"),
    amount("transient", "Transient sculpt"),
    Stage("clip", "Soft clip", on: ["clip": 100], off: ["clip": 0], base: Contender.hotSettings),
    Stage(
      "limiter", "Limiter at work", on: Contender.hotSettings,
      // Then the clip has nothing to do either.
      off: ["ceiling_dbtp": 0, "governor_gain": -12]),
    Stage("dither", "Dither", on: ["dither": 3, "dither_shape": 1], off: ["dither": 0]),
    Stage("none", "No stage: the error", on: ["match_limit": 3], off: ["match_limit": 6]),
  ]
}
